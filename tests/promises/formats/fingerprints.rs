//! Fingerprints stay when lines move, and differ between findings.

use crate::support::{run, stdout};
use serde_json::Value;
use std::collections::BTreeSet;

const TEXT: &str =
    "Talks began on Monday, June 18, 2023.\n\nTalks ended on Friday, June 25, 2023.\n\nTalks began on Monday, June 18, 2023.\n";

fn prints(text: &str, name: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("sub")).unwrap();
    std::fs::write(dir.path().join(name), text).unwrap();
    let out = |format: &str| {
        let text = stdout(&run(dir.path(), &["check", "--select", "date/weekday", "--format", format, name], b""));
        serde_json::from_str::<Value>(&text).unwrap()
    };
    let take = |list: &Value, pointer: &str| {
        let items = list.as_array().unwrap();
        let set: BTreeSet<String> = items.iter().map(|i| i.pointer(pointer).unwrap().as_str().unwrap().to_owned()).collect();
        assert_eq!((items.len(), set.len()), (3, 3));
        set
    };
    (take(&out("gitlab"), "/fingerprint"), take(&out("sarif")["runs"][0]["results"], "/partialFingerprints/factlint~1v1"))
}

#[test]
fn lines_above_change_no_fingerprint() {
    let before = prints(TEXT, "a.md");
    for lines in [1, 7, 1000] {
        assert_eq!(prints(&("More was said.\n\n".repeat(lines) + TEXT), "a.md"), before);
    }
    assert_eq!(prints(&TEXT.replace('\n', "\r\n"), "a.md"), before);
    assert_eq!(prints(TEXT, "./a.md"), before);
    assert_ne!(prints(TEXT, "sub/a.md").0, before.0);
}
