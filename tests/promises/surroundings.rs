//! What lies around an article: files that are none, files that cannot be read, encodings, sizes, paths that lead out of the project,
//! rule files at their limits.

use crate::support::{project, report, run, stderr, stdout};
use factlint::lexicon::Lexicon;
use factlint::limits;
use factlint::rule::{self, RuleFile};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn check(dir: &Path, paths: &[&str]) -> (Option<i32>, String, String) {
    let mut args = vec!["check", "--isolated", "--format", "plain"];
    args.extend(paths);
    let output = run(dir, &args, b"");
    (output.status.code(), stdout(&output), stderr(&output))
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_left_out_with_a_note_and_nothing_waits() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    std::fs::write(at("good.md"), "On Monday, June 18, 2023, talks began.\n").unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(at("pipe.md")).status().is_ok_and(|s| s.success());
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.md")).unwrap();
    std::fs::create_dir(at("folder.md")).unwrap();
    symlink("nowhere.md", at("dangling.md")).unwrap();
    symlink("loop.md", at("loop.md")).unwrap();
    symlink("/dev/zero", at("device.md")).unwrap();
    let start = Instant::now();
    let (code, out, err) = check(dir.path(), &["."]);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert!(out.contains("good.md:1:4: error date/weekday"), "{out}{err}");
    assert_eq!(code, Some(1), "{err}");
    // Named, each of them fails the run, and the good one is still told.
    for name in ["socket.md", "dangling.md", "loop.md", "device.md"].into_iter().chain(fifo.then_some("pipe.md")) {
        let start = Instant::now();
        let (code, out, err) = check(dir.path(), &["good.md", name]);
        assert!(start.elapsed() < Duration::from_secs(20), "{name}: {:?}", start.elapsed());
        assert_eq!(code, Some(2), "{name}: {out}{err}");
        assert!(err.contains(name) && out.contains("good.md:1:4"), "{name}: {out}{err}");
    }
}

#[test]
fn encodings_are_read_or_refused_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let text = "On Monday, June 18, 2023, talks began.\n";
    let utf16 = |little: bool| {
        let mark = if little { [0xff, 0xfe] } else { [0xfe, 0xff] };
        let units = text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() });
        mark.into_iter().chain(units).collect::<Vec<u8>>()
    };
    let with = |bytes: &[u8]| [text.as_bytes(), bytes].concat();
    let cases: &[(&str, Vec<u8>, Result<&str, &str>)] = &[
        ("plain", text.into(), Ok("1:4")),
        ("mark", [b"\xef\xbb\xbf", text.as_bytes()].concat(), Ok("1:4")),
        ("crlf", text.replace('\n', "\r\n").repeat(2).into(), Ok("2:4")),
        ("cr", text.replace('\n', "\r").repeat(2).into(), Ok("2:4")),
        ("next-line", format!("a\u{85}{text}").into(), Ok("1:6")),
        ("separator", format!("a.\u{2028}{text}").into(), Ok("1:7")),
        ("form-feed", format!("a.\u{c}{text}").into(), Ok("1:7")),
        ("astral", format!("\u{10400}. {text}").into(), Ok("1:7")),
        ("utf16le", utf16(true), Err("UTF-16")),
        ("utf16be", utf16(false), Err("UTF-16")),
        ("nul", with(b"\0"), Err("binary")),
        ("latin1", with(b"caf\xe9 x"), Err("not UTF-8")),
        ("cut", with(b"\xe2\x82"), Err("not UTF-8")),
        ("overlong", with(b"\xc0\xaf"), Err("not UTF-8")),
        ("surrogate", with(b"\xed\xa0\x80"), Err("not UTF-8")),
        ("beyond", with(b"\xf4\x90\x80\x80"), Err("not UTF-8")),
        ("empty", Vec::new(), Ok("")),
        ("spaces", b" \n\t\n".to_vec(), Ok("")),
    ];
    let mut failures = Vec::new();
    for (name, bytes, wanted) in cases {
        let file = format!("{name}.txt");
        std::fs::write(dir.path().join(&file), bytes).unwrap();
        let (code, out, err) = check(dir.path(), &["--select", "date/weekday", &file]);
        let fits = match wanted {
            Ok("") => code == Some(0) && out.is_empty(),
            Ok(place) => code == Some(1) && out.contains(&format!("{file}:{place}:")),
            // What was not read is not clean.
            Err(reason) => code == Some(2) && err.contains(reason),
        };
        if !fits {
            failures.push(format!("{name}: {code:?} {out} {err}"));
        }
    }
    report(&failures);
}

#[test]
fn a_file_of_a_gigabyte_is_refused_unread() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::File::create(dir.path().join("big.txt")).unwrap().set_len(1 << 30).unwrap();
    std::fs::write(dir.path().join("good.txt"), "On Monday, June 18, 2023, talks began.\n").unwrap();
    let start = Instant::now();
    let (code, out, err) = check(dir.path(), &["big.txt", "good.txt"]);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(code, Some(2));
    assert!(err.contains(&limits::FILE.to_string()) && out.contains("good.txt:1:4"), "{out}{err}");
}

#[test]
#[cfg(unix)]
fn configurations_lead_nowhere_out_of_the_project() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let inside = dir.path().join("in");
    std::fs::create_dir(&inside).unwrap();
    std::fs::write(dir.path().join("secret.toml"), "secret = 'hunter2'\n").unwrap();
    std::fs::write(inside.join("a.md"), "Text.\n").unwrap();
    symlink("../secret.toml", inside.join("link.toml")).unwrap();
    symlink("..", inside.join("up")).unwrap();
    symlink("/proc/self/environ", inside.join("environ.toml")).unwrap();
    let mut failures = Vec::new();
    for path in [
        "../secret.toml",
        "/etc/passwd",
        "~/x.toml",
        "link.toml",
        "up/secret.toml",
        "environ.toml",
        "a/../../secret.toml",
        r"\\?\C:\x.toml",
        r"C:\x.toml",
        "C:x.toml",
        "x.toml:stream",
        "",
    ] {
        for key in ["rules = ['{}']", "baseline = '{}'", "[facts]\nfiles = ['{}']"] {
            std::fs::write(inside.join("factlint.toml"), key.replace("{}", path)).unwrap();
            let output = run(&inside, &["check", "a.md"], b"");
            let (code, out, err) = (output.status.code(), stdout(&output), stderr(&output));
            if code != Some(2) || err.contains("hunter2") || out.contains("hunter2") || err.contains("PATH=") {
                failures.push(format!("{key} {path:?}: {code:?} {out} {err}"));
            }
        }
    }
    // Nor does a configuration that was found choose outputs, exit codes or limits.
    for key in ["output = 'x'", "exit-zero = true", "format = 'sarif'", "jobs = 9", "max-bytes = 1", "cache = 'x'", "[limits]\nfile = 1"] {
        std::fs::write(inside.join("factlint.toml"), key).unwrap();
        let output = run(&inside, &["check", "a.md"], b"");
        if output.status.code() != Some(2) {
            failures.push(format!("{key}: {:?}", output.status.code()));
        }
    }
    report(&failures);
}

fn loads(text: String) -> Result<(), String> {
    let mut lexicon = Lexicon::builtin().unwrap();
    let file = Arc::new(RuleFile { name: "r.toml".to_owned(), text, builtin: false });
    match rule::load(&[file], &mut lexicon, &rule::LoadOptions::default()) {
        Ok(_) => Ok(()),
        Err(errors) => Err(errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join("; ")),
    }
}

/// A rule file with a pattern and a condition.
fn with(pattern: &str, condition: &str) -> String {
    let pattern = toml::Value::String(pattern.to_owned());
    let condition = toml::Value::String(condition.to_owned());
    format!(
        "[[rule]]\nid = 'a/b'\nkind = 'compare'\nmatch = [{pattern}]\nforbid = {condition}\nmessage = 'x'\nbad = ['[[5]] cats']\ngood = ['x']\n"
    )
}

#[test]
fn rule_files_at_their_limits_load_and_beyond_they_do_not() {
    let pattern = |bytes: usize| format!("{{n:number}} cats{}", " x?".repeat(2000)).chars().take(bytes).collect::<String>();
    let grown = |bytes: usize| {
        let mut text = pattern(bytes - bytes % 3);
        while text.len() < bytes {
            text.push(' ');
        }
        text
    };
    let nested = |n: usize| format!("{{n:number}} {}cats{}", "(".repeat(n), ")".repeat(n));
    let bracketed = |n: usize| format!("{}n{} > 3", "(".repeat(n), ")".repeat(n));
    let padded = |bytes: usize| {
        let text = with("{n:number} cats", "n > 3");
        let filler = bytes - text.len();
        format!("{text}{}", "#".repeat(filler))
    };
    let mut failures = Vec::new();
    let mut expect = |what: &str, text: String, fits: bool| {
        let got = loads(text);
        if got.is_ok() != fits {
            failures.push(format!("{what}: {got:?}"));
        }
    };
    expect("plain", with("{n:number} cats", "n > 3"), true);
    expect("a pattern as long as may be", with(&grown(limits::PATTERN), "n > 3"), true);
    expect("a pattern longer than that", with(&grown(limits::PATTERN + 1), "n > 3"), false);
    expect("a deep pattern", with(&nested(limits::NESTING - 5), "n > 3"), true);
    expect("a pattern too deep", with(&nested(limits::NESTING + 1), "n > 3"), false);
    expect("a deep condition", with("{n:number} cats", &bracketed(limits::NESTING - 5)), true);
    expect("a condition too deep", with("{n:number} cats", &bracketed(limits::NESTING + 1)), false);
    expect("a long condition", with("{n:number} cats", &format!("n > 3{}", " ".repeat(limits::PATTERN))), false);
    expect("the widest gap", with(&format!("{{n:number}} ..{} cats", limits::GAP), "n > 3"), true);
    expect("a gap too wide", with(&format!("{{n:number}} ..{} cats", limits::GAP + 1), "n > 3"), false);
    expect("a regex that grows", with(r"{n:number} /(\w{100}){100}/ cats", "n > 3"), false);
    // Loads at once or not at all.
    expect("a regex of nothing again and again", with("{n:number} /(?:){4294967295}/ cats", "n > 3"), true);
    expect("a file as large as may be", padded(limits::RULE_FILE), true);
    expect("a file larger than that", padded(limits::RULE_FILE + 1), false);
    report(&failures);
}

/// So many rules of the smallest kind, in as many files as they need.
fn rule_files(rules: usize) -> Vec<Arc<RuleFile>> {
    let rule = |i: usize| {
        format!("[[rule]]\nid = 'a/r{i}'\nkind = 'replace'\nswap = {{ a{i} = 'x' }}\nmessage = 'x'\nbad = ['[[a{i}]]']\ngood = ['x']\n")
    };
    let numbers: Vec<usize> = (0..rules).collect();
    let file = |(n, numbers): (usize, &[usize])| RuleFile {
        name: format!("{n}.toml"),
        text: numbers.iter().map(|i| rule(*i)).collect(),
        builtin: false,
    };
    numbers.chunks(5_000).enumerate().map(|f| Arc::new(file(f))).collect()
}

#[test]
fn so_many_rules_load_and_one_more_does_not() {
    let load = |rules: usize| {
        let mut lexicon = Lexicon::builtin().unwrap();
        let loaded = rule::load(&rule_files(rules), &mut lexicon, &rule::LoadOptions::default());
        loaded.map(|set| set.rules.len()).map_err(|errors| errors.iter().map(|e| e.message.clone()).collect::<Vec<_>>())
    };
    assert_eq!(load(limits::RULES), Ok(limits::RULES));
    assert_eq!(load(limits::RULES + 1), Err(vec![format!("there are more than {} rules", limits::RULES)]));
}

#[test]
fn folders_of_rules_nest_so_deep_and_no_deeper() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), "They saw a0.\n").unwrap();
    let mut folder = dir.path().join("rules");
    std::fs::create_dir(&folder).unwrap();
    for depth in 1..=limits::RULE_FOLDERS + 1 {
        folder.push(depth.to_string());
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("r.toml"), rule_files(1)[0].text.replace("a/r0", &format!("a/r{depth}"))).unwrap();
        let (code, out, err) = check(dir.path(), &["--rules", "rules", "--select", &format!("a/r{depth}"), "--fail-on", "note", "a.md"]);
        if depth <= limits::RULE_FOLDERS {
            assert!(code == Some(1) && out.contains(&format!("a/r{depth}")), "{depth} folders: {code:?} {out} {err}");
        } else {
            assert!(code == Some(2) && out.is_empty() && err.contains("too deep a folder"), "{depth} folders: {code:?} {out} {err}");
        }
    }
}

#[test]
fn nothing_in_a_rule_file_is_too_deep() {
    let deep = 100_000;
    let texts = [
        with(&"(".repeat(deep.min(4000)), "n > 3"),
        with("{n:number} cats", &"(".repeat(4000)),
        with("{n:number} cats", &"!".repeat(4000)),
        with("{n:number} cats", &"-".repeat(4000)),
        with(&format!("{{n:number}} /{}/", "(".repeat(4000)), "n > 3"),
        format!("a = {}", "[".repeat(deep)),
        format!("a = {}", "{a=".repeat(deep)),
        format!("a{} = 1", ".a".repeat(deep)),
        format!("[a{}]", ".a".repeat(deep)),
    ];
    // As small a stack as any platform gives.
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(move || {
        for text in texts {
            let start: String = text.chars().take(40).collect();
            assert!(loads(text.clone()).is_err(), "{start}");
            let errors = factlint::cli::config_errors(&text, Path::new("/nowhere"));
            assert!(!errors.is_empty(), "{start}");
        }
    });
    thread.unwrap().join().unwrap();
}

#[test]
fn the_program_opens_no_socket_and_starts_no_program() {
    let mut failures = Vec::new();
    for path in crate::support::tree(&project("src")).into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for word in ["std::net", "TcpStream", "UdpSocket", "process::Command", "SystemTime", "unsafe "] {
            if code.lines().any(|l| l.contains(word) && !l.trim_start().starts_with("//")) {
                failures.push(format!("{}: {word}", path.display()));
            }
        }
    }
    report(&failures);
}
