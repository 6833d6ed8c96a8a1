//! Every broken rule file in `fixtures/broken-rules` is refused with the message in its golden, in one run and all at once.

use crate::support::{files, golden, project, report, run, stderr, stdout};

#[test]
fn broken_rule_files_say_what_is_wrong_and_where() {
    let mut failures = Vec::new();
    for path in files("fixtures/broken-rules", ".toml") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let output = run(&project("fixtures/broken-rules"), &["test", &name], b"");
        // A rule whose examples fail is well-formed: that is a finding, not a broken file.
        let wanted = if name.starts_with("example") { 1 } else { 2 };
        if output.status.code() != Some(wanted) {
            failures.push(format!("{name}: exit {:?}, not {wanted}", output.status.code()));
        }
        failures.extend(golden(&path.with_extension("stderr"), &(stdout(&output) + &stderr(&output))).err());
    }
    report(&failures);
}
