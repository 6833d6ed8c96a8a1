//! Colours, width, progress: on a terminal (a pseudo-terminal of the system), on a pipe, and as the environment and options ask.

use crate::support::command;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

const TEXT: &str = "Aides waited in the heat while the two delegations met behind closed doors in the old town hall, and talks began on Monday, June 18, 2023, as planned. Aides waited in the heat while the two delegations met behind closed doors.\n";

/// Both ends of a terminal with so many columns.
fn terminal(columns: u16) -> (File, File) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    let slave = OpenOptions::new().read(true).write(true).open(name).unwrap();
    tcsetwinsize(&slave, Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
    (File::from(master), slave)
}

/// What of the program's output goes to a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    Nothing,
    Stdout,
    Stderr,
    Both,
}

/// What a program writes to standard output and standard error.
fn shown(dir: &Path, args: &[&str], env: &[(&str, &str)], on: On, columns: u16) -> (String, String) {
    let args: Vec<String> = args.iter().map(|a| (*a).to_owned()).collect();
    let env: Vec<(String, String)> = env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let mut command = command(dir, &args, &env);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let out = matches!(on, On::Stdout | On::Both).then(|| terminal(columns));
    let err = matches!(on, On::Stderr | On::Both).then(|| terminal(columns));
    if let Some((_, slave)) = &out {
        command.stdout(slave.try_clone().unwrap());
    }
    if let Some((_, slave)) = &err {
        command.stderr(slave.try_clone().unwrap());
    }
    let mut child = command.spawn().unwrap();
    // The program alone holds its end of a terminal: so it is seen when it has ended.
    drop(command);
    let (out, err) = (out.map(|(master, _)| master), err.map(|(master, _)| master));
    let read = |mut from: Box<dyn Read + Send>| {
        std::thread::spawn(move || {
            let (mut all, mut part) = (Vec::new(), [0; 4096]);
            // A terminal whose other end is closed gives an error instead of an end.
            while let Ok(n @ 1..) = from.read(&mut part) {
                all.extend_from_slice(&part[..n]);
            }
            String::from_utf8(all).unwrap().replace("\r\n", "\n")
        })
    };
    let piped_out = child.stdout.take();
    let piped_err = child.stderr.take();
    let out = read(match out {
        Some(master) => Box::new(master),
        None => Box::new(piped_out.unwrap()),
    });
    let err = read(match err {
        Some(master) => Box::new(master),
        None => Box::new(piped_err.unwrap()),
    });
    child.wait().unwrap();
    (out.join().unwrap(), err.join().unwrap())
}

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), TEXT).unwrap();
    std::fs::write(dir.path().join("bad.toml"), "[[rule]]\nid = 'x'\n").unwrap();
    dir
}

/// Whether colours are right: an option is stronger than the environment, `NO_COLOR` stronger than what forces them.
fn wanted(option: Option<&str>, env: &[(&str, &str)], terminal: bool) -> bool {
    let var = |name: &str| env.iter().find(|(n, _)| *n == name).map(|(_, v)| *v).filter(|v| !v.is_empty());
    match option {
        Some("always") => true,
        Some("never") => false,
        _ if var("NO_COLOR").is_some() => false,
        _ if ["CLICOLOR_FORCE", "FORCE_COLOR"].iter().any(|n| var(n).is_some_and(|v| v != "0")) => true,
        _ => terminal && var("TERM") != Some("dumb") && var("CLICOLOR") != Some("0"),
    }
}

#[test]
fn colours_are_where_they_are_wanted() {
    let dir = folder();
    let choices: [&[(&str, &str)]; 7] = [
        &[],
        &[("NO_COLOR", "1")],
        &[("NO_COLOR", "")],
        &[("CLICOLOR_FORCE", "1")],
        &[("CLICOLOR_FORCE", "0")],
        &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")],
        &[("CLICOLOR", "0")],
    ];
    let mut failures = Vec::new();
    let mut colourful = 0;
    for choice in choices {
        for term in ["xterm-256color", "dumb"] {
            for option in [None, Some("always"), Some("never")] {
                for on in [On::Nothing, On::Stdout] {
                    let mut env = choice.to_vec();
                    env.push(("TERM", term));
                    let mut args = vec!["check", "a.md", "--select", "date/weekday"];
                    args.extend(option.into_iter().flat_map(|o| ["--color", o]));
                    let (out, err) = shown(dir.path(), &args, &env, on, 80);
                    let want = wanted(option, &env, on == On::Stdout);
                    assert!(out.contains("date/weekday"), "{out}{err}");
                    colourful += usize::from(want);
                    if out.contains('\u{1b}') != want {
                        failures.push(format!("{env:?} {option:?} {on:?}: colours {}", !want));
                    }
                    // Standard error is looked at by itself.
                    if err.contains('\u{1b}') {
                        failures.push(format!("{env:?} {option:?} {on:?}: a summary in colours"));
                    }
                }
            }
        }
    }
    assert!(colourful > 30, "{colourful}");
    crate::support::report(&failures);
}

#[test]
fn errors_in_rule_files_have_colours_where_standard_error_is_a_terminal() {
    let dir = folder();
    let args = ["check", "a.md", "--rules", "bad.toml"];
    let coloured = |env: &[(&str, &str)], on| shown(dir.path(), &args, env, on, 80).1.contains('\u{1b}');
    assert!(coloured(&[("TERM", "xterm")], On::Stderr));
    assert!(!coloured(&[("TERM", "xterm")], On::Stdout));
    assert!(!coloured(&[("TERM", "dumb")], On::Both));
    assert!(!coloured(&[("TERM", "xterm"), ("NO_COLOR", "1")], On::Both));
}

#[test]
fn formats_for_machines_are_the_same_on_a_terminal() {
    let dir = folder();
    for format in ["plain", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"] {
        let args = ["check", "a.md", "--format", format];
        let coloured = [&args[..], &["--color", "always"]].concat();
        let (piped, _) = shown(dir.path(), &args, &[], On::Nothing, 80);
        for (args, env) in [(&args[..], &[("TERM", "xterm")][..]), (&coloured[..], &[("CLICOLOR_FORCE", "1")])] {
            let (text, _) = shown(dir.path(), args, env, On::Stdout, 40);
            assert_eq!(text, piped, "{format}");
        }
        assert!(!piped.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn text_fits_the_window() {
    let dir = folder();
    let args = ["check", "a.md", "--color", "never"];
    let widest = |env: &[(&str, &str)], on, columns| {
        let (text, _) = shown(dir.path(), &args, env, on, columns);
        text.lines().map(|l| l.chars().count()).max().unwrap()
    };
    for columns in [40, 60, 80, 100] {
        let found = widest(&[("TERM", "xterm")], On::Stdout, columns);
        assert!(found <= usize::from(columns), "{found} in {columns}");
    }
    assert!(widest(&[], On::Stdout, 100) > 80, "a wide window is used");
    assert!(widest(&[], On::Stdout, 10) <= 40, "a window that is too narrow counts as one of 40");
    assert!(widest(&[], On::Stdout, 500) <= 120, "lines do not grow for ever");
    assert!(widest(&[], On::Nothing, 0) <= 80, "a pipe has 80 columns");
    assert!(widest(&[("COLUMNS", "50")], On::Stdout, 100) <= 50, "COLUMNS is asked first");
    assert!(widest(&[("COLUMNS", "x")], On::Stdout, 60) <= 60, "unless it says nothing");
}

#[test]
fn no_letters_outside_ascii_where_they_may_not_show() {
    let dir = folder();
    let drawn = |env: &[(&str, &str)]| shown(dir.path(), &["check", "a.md"], env, On::Stdout, 80).0;
    assert!(drawn(&[("TERM", "dumb")]).is_ascii());
    assert!(!drawn(&[("TERM", "xterm")]).is_ascii());
}

#[test]
fn nothing_but_results_if_asked_to_be_quiet() {
    let dir = folder();
    std::fs::write(dir.path().join("good.md"), "All is well.\n").unwrap();
    for on in [On::Nothing, On::Both] {
        let (out, err) = shown(dir.path(), &["check", "good.md", "--quiet"], &[("TERM", "xterm")], on, 80);
        assert_eq!((out.as_str(), err.as_str()), ("", ""), "{on:?}");
        let (out, err) = shown(dir.path(), &["check", "a.md", "-q"], &[("TERM", "xterm")], on, 80);
        assert!(out.contains("date/weekday") && err.is_empty(), "{err}");
        // What could not be read is said all the same.
        let (_, err) = shown(dir.path(), &["check", "a.md", "gone.md", "-q"], &[("TERM", "xterm")], on, 80);
        assert_eq!(err.lines().count(), 1, "{err}");
    }
}

#[test]
fn progress_is_shown_on_a_terminal_and_taken_away() {
    let dir = tempfile::tempdir().unwrap();
    let articles = crate::support::files("fixtures/articles", ".md");
    let text: String = articles.iter().map(|p| std::fs::read_to_string(p).unwrap()).collect();
    for i in 0..if cfg!(debug_assertions) { 6 } else { 300 } {
        std::fs::write(dir.path().join(format!("{i}.md")), &text).unwrap();
    }
    let args = ["check", ".", "--exit-zero", "--select", "date/weekday", "--jobs", "1"];
    let started = Instant::now();
    let (_, err) = shown(dir.path(), &args, &[("TERM", "xterm")], On::Stderr, 80);
    let long = started.elapsed().as_millis() > 2_000;
    assert!(!long || err.contains(" of "), "a long run says nothing: {err:?}");
    assert!(!err.contains(" of ") || err.contains("\r\u{1b}[K"), "the line is left: {err:?}");
    // Nothing else goes on: no links, no titles of windows.
    assert!(!err.contains("\u{1b}]"));
    let quiet = [&args[..], &["--quiet"]].concat();
    for (args, env, on) in [(&args[..], "xterm", On::Stdout), (&args, "dumb", On::Stderr), (&quiet, "xterm", On::Stderr)] {
        let (_, err) = shown(dir.path(), args, &[("TERM", env)], on, 80);
        assert!(!err.contains(" of ") && !err.contains('\u{1b}'), "{err:?}");
    }
}
