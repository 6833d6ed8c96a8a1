//! The same bytes for any number of threads and any order of arguments.

use crate::support::{project, run, stdout};

#[test]
fn threads_and_order_of_arguments_change_nothing() {
    let root = project("");
    let folders = ["fixtures/articles", "fixtures/clean", "README.md"];
    for (command, formats) in [("check", &["human", "plain", "json", "jsonl"][..]), ("mentions", &["json"]), ("claims", &["jsonl"])] {
        for format in formats {
            let with = |jobs: &str, paths: &[&str]| {
                let mut args = vec![command, "--format", format, "--jobs", jobs];
                args.extend(paths);
                stdout(&run(&root, &args, b""))
            };
            let one = with("1", &folders);
            assert!(command == "check" || one.len() > 1000, "{command} {format} prints nothing");
            assert!(one == with("8", &folders), "{command} {format} differs with 8 threads");
            let shuffled = [folders[2], folders[0], folders[1], folders[0]];
            assert!(one == with("8", &shuffled), "{command} {format} differs with the order of arguments");
        }
    }
}
