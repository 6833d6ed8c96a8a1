//! Every call to the system may fail: what a run says it did is done, and what it did not do is as it was.
//!
//! `strace` makes the calls fail one after the other, and shows which files a run touches; where it is not installed, or may not trace,
//! those tests say so and do nothing. Limits on the size of files need no help.

use crate::support::{finish, run, stderr, stdout};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::process::Output;

const RULES: &str = "[[rule]]\nid = 'demo/names'\nkind = 'replace'\nseverity = 'error'\nsafe = true\nswap = { 'peking' = 'Beijing' }\nmessage = 'House style: {new}.'\nsuggest = ['{old} => {new}']\nbad = ['[[peking]]']\ngood = ['x']\n";
/// Of two rules that fire, the configuration turns one off: a run that cannot read it must not go on without.
const CONFIG: &str = "rules = ['r.toml']\nignore = ['date/weekday']\n";
const ARTICLE: &str = "On Monday, June 18, 2023, they went to peking. They came back from peking later.\n";

/// What a command writes, and where.
struct Job {
    args: &'static [&'static str],
    file: &'static str,
}

const JOBS: &[Job] = &[
    Job { args: &["check", "--fix", "a.md"], file: "a.md" },
    Job { args: &["check", "--format", "json", "--output", "report", "a.md"], file: "report" },
    Job { args: &["baseline", "a.md"], file: "factlint-baseline.json" },
];

/// A folder with an article of so many lines, a configuration, and what older runs wrote.
fn set_up(lines: usize) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join(".git")).unwrap();
    for (name, text) in [("r.toml", RULES), ("factlint.toml", CONFIG), ("a.md", "Of peking.\n")] {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    assert!(run(dir.path(), &["baseline", "a.md"], b"").status.success());
    std::fs::write(dir.path().join("report"), "old").unwrap();
    std::fs::write(dir.path().join("a.md"), ARTICLE.repeat(lines)).unwrap();
    dir
}

/// The new files that did not take their place.
fn left_behind(dir: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
    paths.filter(|p| p.extension().is_some_and(|e| e == "tmp")).collect()
}

/// What a job comes to where nothing fails: the file before, the file after, the run.
fn undisturbed(job: &Job, lines: usize) -> (Vec<u8>, Vec<u8>, Output) {
    let dir = set_up(lines);
    let file = dir.path().join(job.file);
    let before = std::fs::read(&file).unwrap();
    let output = run(dir.path(), job.args, b"");
    let after = std::fs::read(&file).unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)) && before != after, "{:?}: {}", job.args, stderr(&output));
    (before, after, output)
}

#[test]
fn a_limit_on_the_size_of_files_leaves_them_whole() {
    // The shell counts in blocks of 512 bytes.
    let blocks = |bytes: usize| bytes.div_ceil(512);
    for job in JOBS {
        let (before, after, usual) = undisturbed(job, 40);
        let (mut kept, mut written) = (0, 0);
        let all = blocks(after.len());
        for limit in [0, 1, all / 2, all - 1, all, all + 1] {
            let dir = set_up(40);
            let mut shell = std::process::Command::new("/bin/sh");
            let script = format!("ulimit -f {limit}; exec \"$0\" \"$@\"");
            shell.current_dir(dir.path()).env_clear().args(["-c", &script, env!("CARGO_BIN_EXE_factlint")]).args(job.args);
            let output = finish(shell, b"");
            let now = std::fs::read(dir.path().join(job.file)).unwrap();
            let left = left_behind(dir.path());
            assert!(left.is_empty(), "{:?} in {limit} blocks leaves {left:?}", job.args);
            if output.status.code() == Some(2) {
                kept += 1;
                assert!(now == before && stderr(&output).contains(job.file), "{:?} in {limit} blocks: {}", job.args, stderr(&output));
            } else {
                written += 1;
                assert_eq!(output.status, usual.status, "{:?} in {limit} blocks: {}", job.args, stderr(&output));
                assert!(now == after, "{:?} in {limit} blocks: cut", job.args);
            }
        }
        assert!(kept >= 3 && written >= 1, "{:?}: {kept} failed, {written} did not", job.args);
    }
}

/// The program under `strace` with more of its options: how it ended and what was traced. Nothing where that cannot be.
fn traced(dir: &Path, options: &[&str], args: &[&str]) -> Option<(Output, String)> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut strace = std::process::Command::new("strace");
    strace.current_dir(dir).env_clear().args(["-f", "-qq", "-s", "4096", "-o"]).arg(log.path()).args(options);
    strace.arg(env!("CARGO_BIN_EXE_factlint")).args(args).stdin(std::process::Stdio::null());
    let output = strace.output().ok()?;
    Some((output, std::fs::read_to_string(log.path()).unwrap()))
}

/// Whether calls can be traced here.
#[expect(clippy::print_stderr, reason = "whoever runs the tests is told what was not tested")]
fn can_trace() -> bool {
    let dir = tempfile::tempdir().unwrap();
    let traces =
        traced(dir.path(), &["-e", "trace=read,write"], &["--version"]).is_some_and(|(_, log)| log.contains("write(1, \"factlint"));
    if !traces {
        eprintln!("skipped: strace is not installed, or may not trace");
    }
    traces
}

/// What can fail of what a run asks of the disk. A call that a platform does not have is passed over.
const CALLS: &[&str] = &[
    "openat",
    "read",
    "write",
    "fsync",
    "fchmod",
    "?rename,?renameat,?renameat2",
    "?statx,?newfstatat,?fstat,?stat",
    "?readlink,?readlinkat",
    "getdents64",
];

/// One job with the nth of some calls made to fail: whether there was one, and what is wrong with what came of it.
fn disturbed(job: &Job, calls: &str, n: usize, usual: &(Vec<u8>, Vec<u8>, Output)) -> (bool, Option<i32>, Option<String>) {
    let (before, after, undisturbed) = usual;
    let dir = set_up(1);
    let inject = format!("inject={calls}:error=EIO:when={n}");
    let (output, log) = traced(dir.path(), &["-e", &format!("trace={calls}"), "-e", &inject], job.args).unwrap();
    let now = std::fs::read(dir.path().join(job.file)).unwrap();
    let (code, said) = (output.status.code(), stderr(&output));
    let wrong = |what: &str| Some(format!("{:?}, {calls} {n}: {what}; {code:?} {said}", job.args));
    // A report may tell that an article was not read, and is whole then, too.
    let told = || said.contains("skipped") && serde_json::from_slice::<serde_json::Value>(&now).is_ok();
    let found = if said.contains("panicked") || said.contains("internal error") || !matches!(code, Some(0..=2 | 127)) {
        wrong("it breaks")
    } else if now != *before && now != *after && !(code == Some(2) && told()) {
        wrong("the file is neither as it was nor as it was to be")
    } else if !left_behind(dir.path()).is_empty() {
        wrong("a file is left behind")
    } else if matches!(code, Some(0 | 1)) && (code != undisturbed.status.code() || now != *after || output.stdout != undisturbed.stdout) {
        wrong("it says that all is well")
    } else if code == Some(2) && said.is_empty() && calls != "write" {
        wrong("it does not say why")
    } else {
        None
    };
    (log.contains("INJECTED"), code, found)
}

#[test]
fn calls_that_fail_leave_files_whole() {
    if !can_trace() {
        return;
    }
    let usual: Vec<_> = JOBS.iter().map(|job| (job, undisturbed(job, 1))).collect();
    let all: Vec<_> = usual.iter().flat_map(|(job, usual)| CALLS.iter().map(move |calls| (*job, usual, *calls))).collect();
    let failures: Vec<String> = all
        .into_par_iter()
        .flat_map_iter(|(job, usual, calls)| {
            let mut failed = 0;
            let mut failures = Vec::new();
            for n in 1..100 {
                let (injected, code, wrong) = disturbed(job, calls, n, usual);
                if !injected {
                    break;
                }
                failed += usize::from(code == Some(2));
                failures.extend(wrong);
            }
            if matches!(calls, "openat" | "write" | "fsync" | "fchmod" | "?rename,?renameat,?renameat2") && failed == 0 {
                failures.push(format!("{:?}: no {calls} that fails makes it fail", job.args));
            }
            failures
        })
        .collect();
    crate::support::report(&failures);
}

/// The paths below a folder that a run names in calls to the system.
fn touched(log: &str, below: &Path) -> Vec<PathBuf> {
    let quoted = log.lines().flat_map(|line| line.split('"').skip(1).step_by(2));
    let mut paths: Vec<PathBuf> = quoted.map(PathBuf::from).filter(|p| p.starts_with(below) && p != below).collect();
    paths.sort();
    paths.dedup();
    paths
}

#[test]
fn nothing_outside_the_repository_is_looked_for() {
    if !can_trace() {
        return;
    }
    let outside = tempfile::tempdir().unwrap();
    let outer = outside.path().canonicalize().unwrap();
    let sub = outer.join("repository/sub");
    std::fs::create_dir_all(&sub).unwrap();
    std::fs::create_dir(outer.join("repository/.git")).unwrap();
    for place in [outer.as_path(), &outer.join("repository"), &sub] {
        std::fs::write(place.join("r.toml"), RULES).unwrap();
        std::fs::write(place.join("a.md"), ARTICLE).unwrap();
    }
    for name in ["factlint.toml", ".factlint.toml", "factlint-baseline.json"] {
        std::fs::write(outer.join(name), "not = [to be read\n").unwrap();
    }
    for name in [".ignore", ".gitignore"] {
        std::fs::write(outer.join(name), "*.md\n").unwrap();
    }
    let trace = |args: &[&str]| {
        let (output, log) = traced(&sub, &["-e", "trace=%file"], args).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {}", stderr(&output));
        assert!(stdout(&output).contains("date/weekday"), "{args:?}: {}", stdout(&output));
        assert!(!log.contains("\"../"), "{args:?} goes upwards: {log}");
        (touched(&log, &outer), log)
    };
    // The configuration of the repository is found from a folder in it, and what lies around the repository is not touched.
    std::fs::write(outer.join("repository/factlint.toml"), "select = ['date/weekday']\n").unwrap();
    for args in [&["check", "a.md"][..], &["check", "."], &["check"]] {
        let (touched, _) = trace(args);
        let outside: Vec<_> = touched.iter().filter(|p| !p.starts_with(outer.join("repository"))).collect();
        assert!(outside.is_empty(), "{args:?} touches {outside:?}");
        assert!(touched.iter().any(|p| p.ends_with("repository/factlint.toml")), "{args:?} finds no configuration: {touched:?}");
    }
    // Asked to look for nothing, it opens what it was given and nothing else.
    std::fs::write(outer.join("repository/factlint.toml"), "not = [to be read\n").unwrap();
    let (touched, log) = trace(&["check", "--isolated", "a.md"]);
    let opened: Vec<&str> = log.lines().filter(|l| l.contains("open") && !l.contains("\"/")).collect();
    assert!(opened.len() == 1 && opened[0].contains("\"a.md\""), "{opened:#?}");
    assert!(!touched.iter().any(|p| p.extension().is_some_and(|e| e == "toml")), "{touched:?}");
}

#[test]
fn no_socket_to_anybody_is_opened_and_no_program_is_started() {
    if !can_trace() {
        return;
    }
    let dir = set_up(1);
    for job in JOBS {
        let options = ["-e", "trace=socket,connect,bind,listen,accept4,sendto,execve,execveat,?fork,?vfork"];
        let (_, log) = traced(dir.path(), &options, job.args).unwrap();
        // `strace` starts the program itself.
        let calls: Vec<&str> = log.lines().filter(|l| !l.contains("execve(") || !l.contains(env!("CARGO_BIN_EXE_factlint"))).collect();
        assert!(calls.is_empty(), "{:?}: {calls:#?}", job.args);
    }
    let (_, log) = traced(dir.path(), &["-e", "trace=execve"], &["--version"]).unwrap();
    assert_eq!(log.lines().filter(|l| l.contains("execve(")).count(), 1, "{log}");
}
