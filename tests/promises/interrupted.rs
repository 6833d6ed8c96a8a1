//! A run that is broken off leaves every file as it was or as it was to be, nothing beside them, and the status that shells give.

use crate::support::{command, run};
use rustix::process::{Pid, Signal, kill_process};
use std::io::Write;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const RULES: &str = "[[rule]]\nid = 'demo/names'\nkind = 'replace'\nseverity = 'error'\nsafe = true\nswap = { 'peking' = 'Beijing' }\nmessage = 'House style: {new}.'\nsuggest = ['{old} => {new}']\nbad = ['[[peking]]']\ngood = ['x']\n";
const OLD: &str = "They went to peking.\n";
const NEW: &str = "They went to Beijing.\n";

fn start(dir: &Path, args: &[&str]) -> Child {
    let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
    let mut command = command(dir, &args, &[]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn signal(child: &Child, signal: Signal) {
    let _ = kill_process(Pid::from_child(child), signal);
}

/// Waits, but not for ever.
fn status(child: &mut Child) -> Option<i32> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        assert!(start.elapsed() < Duration::from_secs(20), "it does not end");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn names(dir: &Path) -> Vec<String> {
    std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

fn temporaries(dir: &Path) -> usize {
    names(dir).iter().filter(|n| Path::new(n).extension().is_some_and(|e| e == "tmp")).count()
}

#[test]
fn a_run_that_waits_ends_at_once() {
    for (sent, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("report"), "old").unwrap();
        let mut child = start(dir.path(), &["check", "-", "--output", "report"]);
        // It has something to read, and waits for more.
        child.stdin.as_mut().unwrap().write_all(OLD.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(300));
        let sent_at = Instant::now();
        signal(&child, sent);
        assert_eq!(status(&mut child), Some(code));
        assert!(sent_at.elapsed() < Duration::from_secs(2), "{:?}", sent_at.elapsed());
        assert_eq!(names(dir.path()), ["report"]);
        assert_eq!(std::fs::read_to_string(dir.path().join("report")).unwrap(), "old");
    }
}

#[test]
fn files_are_as_they_were_or_all_as_they_were_to_be() {
    let files = 600;
    let mut interrupted = 0;
    for (round, sent) in [Signal::INT, Signal::TERM, Signal::INT, Signal::INT, Signal::TERM, Signal::INT].into_iter().enumerate() {
        let dir = tempfile::tempdir().unwrap();
        let there = dir.path().join("in");
        std::fs::create_dir(&there).unwrap();
        std::fs::write(dir.path().join("r.toml"), RULES).unwrap();
        for i in 0..files {
            std::fs::write(there.join(format!("{i}.md")), OLD).unwrap();
        }
        let mut child = start(dir.path(), &["check", "--fix", "--rules", "r.toml", "--select", "demo/names", "in"]);
        let begun = Instant::now();
        // The first round is broken off in the midst of the new files, later ones nearer to their end.
        while temporaries(&there) < round * 110 + 1 && begun.elapsed() < Duration::from_secs(20) {
            if child.try_wait().unwrap().is_some() {
                break;
            }
        }
        signal(&child, sent);
        let code = status(&mut child);
        interrupted += usize::from(matches!(code, Some(130 | 143)));
        assert!(matches!(code, Some(0 | 1 | 130 | 143)), "{code:?}");
        assert_eq!(temporaries(&there), 0, "files are left");
        let texts: Vec<String> = (0..files).map(|i| std::fs::read_to_string(there.join(format!("{i}.md"))).unwrap()).collect();
        let (old, new) = (texts.iter().filter(|t| *t == OLD).count(), texts.iter().filter(|t| *t == NEW).count());
        assert!(old == files || new == files, "{old} as before, {new} as after, of {files}");
    }
    assert!(interrupted > 0, "none was broken off");
}

#[test]
fn reports_and_baselines_are_whole() {
    let dir = tempfile::tempdir().unwrap();
    let there = dir.path();
    std::fs::write(there.join("a.md"), "Talks began on Monday, June 18, 2023. ".repeat(200)).unwrap();
    let whole = |name: &str| serde_json::from_slice::<serde_json::Value>(&std::fs::read(there.join(name)).unwrap()).is_ok();
    assert!(run(there, &["baseline", "a.md"], b"").status.success());
    run(there, &["check", "a.md", "--format", "json", "--output", "report"], b"");
    let took = Instant::now();
    run(there, &["check", "a.md", "--format", "json", "--output", "report"], b"");
    let took = took.elapsed();
    for i in 0..10_u32 {
        let args: &[&str] = if i % 2 == 0 { &["check", "a.md", "--format", "json", "--output", "report"] } else { &["baseline", "a.md"] };
        let mut child = start(there, args);
        std::thread::sleep(took * (i + 1) / 10);
        signal(&child, Signal::INT);
        let code = status(&mut child);
        // Before the program has begun, the signal ends it as it ends any.
        assert!(matches!(code, Some(0 | 1 | 130) | None), "{code:?}");
        assert!(whole("report") && whole("factlint-baseline.json"));
        assert_eq!(temporaries(there), 0);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_that_is_ignored_stays_so() {
    let dir = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_factlint");
    let mut shell = std::process::Command::new("/bin/sh");
    shell.current_dir(dir.path()).args(["-c", "trap '' HUP; exec \"$0\" check -", program]);
    let mut child = shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    signal(&child, Signal::HUP);
    std::thread::sleep(Duration::from_millis(100));
    child.stdin.take().unwrap().write_all(b"All is well.\n").unwrap();
    assert_eq!(status(&mut child), Some(0));
}
