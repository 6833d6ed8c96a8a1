//! What a command works with: the engine with the rules in force, and the settings of the run.

use super::args::Common;
use super::config::{self, Config};
use super::effect::Effect;
use super::guard::guard;
use super::inputs::Input;
use super::progress::Progress;
use super::rule_files;
use super::select::{Selection, Selector};
use super::statistics::Clock;
use super::{Failure, choice, paths, walk};
use crate::judge::{Article, Engine, Finding};
use crate::lexicon::Lexicon;
use crate::rule::{self, LoadOptions, Rule, RuleFile, RuleSet, Severity, builtin};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Stack of a worker: deep documents must not be able to exhaust it.
const STACK: usize = 16 << 20;

/// How much memory a worker is given at its start.
const HEAP: usize = 4 << 20;

/// Lets the heap of a worker grow in one step. The allocator of many systems lets it grow page by page, each time with a call that
/// stops the other workers: the first piece, given back, tells it to keep what is given back, and the second makes it grow.
fn grow_heap(_worker: usize) {
    for _ in 0..2 {
        drop(std::hint::black_box(Vec::<u8>::with_capacity(HEAP)));
    }
}

/// Everything that was loaded, before rules are chosen.
#[derive(Debug)]
pub(super) struct Loaded {
    /// All that is known of words.
    pub(super) lexicon: Lexicon,
    /// All rules.
    pub(super) set: RuleSet,
    /// The configuration.
    pub(super) config: Config,
    /// What the configuration changes.
    pub(super) effect: Effect,
}

impl Loaded {
    /// Loads configuration, lexicon and rules, and the rules of more files.
    pub(super) fn new(common: &Common, more: &[Arc<RuleFile>], options: &LoadOptions) -> Result<Self, Failure> {
        let config = configuration(common)?;
        let mut files = builtin::files();
        for path in &config.rules {
            files.extend(rule_files::at(path)?);
        }
        let of_config: std::collections::BTreeSet<String> = files.iter().filter(|f| !f.builtin).map(|f| f.name.clone()).collect();
        for path in &common.rules {
            files.extend(rule_files::at(path)?);
        }
        files.extend(more.iter().cloned());
        let mut seen = std::collections::BTreeSet::new();
        files.retain(|f| seen.insert((f.builtin, f.name.clone())));
        // What a run on one article waits for most, side by side.
        let (lexicon, parsed) = rayon::join(Lexicon::builtin, || rule::Parsed::new(&files));
        let mut lexicon = lexicon.map_err(|e| e.to_string())?;
        config.teach(&mut lexicon);
        let set = parsed.load(&mut lexicon, options).map_err(Failure::Rules)?;
        let errors = config.check(&set.rules);
        if !errors.is_empty() {
            return Err(Failure::Rules(errors));
        }
        let replaced = |id: &&String| set.rule(id).is_some_and(|r| of_config.contains(&r.file.name));
        let effect = Effect { name: config.name.clone(), replaced: set.replaced.iter().filter(replaced).count(), ..Effect::default() };
        Ok(Self { lexicon, set, config, effect })
    }

    /// Leaves the rules that the command line and the configuration ask for, with the severities they are to have.
    pub(super) fn choose(&mut self, common: &Common) -> Result<(), Failure> {
        let cli = selection(common, &self.set.rules)?;
        let config = &self.config;
        let nothing = Config::default();
        for rule in &mut self.set.rules {
            let before = (rule.severity, choice::takes(&cli, &nothing, rule).0);
            if let Some((severity, _)) = choice::severity(config, rule) {
                rule.severity = severity;
            }
            rule.enabled = choice::takes(&cli, config, rule).0;
            self.effect.add(config, rule, before);
        }
        self.set.rules.retain(|r| r.enabled);
        Ok(())
    }
}

fn configuration(common: &Common) -> Result<Config, Failure> {
    if let Some(path) = &common.config {
        return Config::read(path).map(|config| Config { given: true, ..config });
    }
    if common.isolated {
        return Ok(Config::default());
    }
    let here = std::env::current_dir().map_err(|e| format!("there is no working directory: {}", walk::reason(&e)))?;
    let Some(path) = config::find(&here) else { return Ok(Config::default()) };
    let real = path.canonicalize().ok();
    if real.as_ref().and_then(|r| r.parent()) != path.parent().and_then(|p| p.canonicalize().ok()).as_deref() {
        return Err(format!("{} is a link; give it with --config if you mean it", walk::shown(&path)).into());
    }
    // A path that reports can show: relative to the working directory where it lies there.
    let short = path.strip_prefix(&here).map(Path::to_owned).unwrap_or(path);
    Config::read(&short)
}

/// The choice of the command line; each selector must mean a rule.
pub(super) fn selection(common: &Common, rules: &[Rule]) -> Result<Selection, Failure> {
    let cli = Selection { select: selectors(&common.select)?, ignore: selectors(&common.ignore)? };
    for selector in cli.select.iter().chain(&cli.ignore) {
        selector.check(rules)?;
    }
    Ok(cli)
}

fn selectors(texts: &[String]) -> Result<Vec<Selector>, String> {
    texts.iter().map(|t| Selector::new(t.trim())).collect()
}

/// The engine and the settings of a run.
#[derive(Debug)]
pub(super) struct Session {
    /// Lexicon and rules in force.
    pub(super) engine: Engine,
    /// From which severity on a finding fails the run.
    pub(super) fail_on: Severity,
    /// The ids of all rules, in force or not.
    pub(super) known: Vec<String>,
    /// What the configuration changes.
    pub(super) effect: Effect,
    config: Config,
    selected: bool,
    quiet: bool,
    /// Where the time goes, if it is asked for.
    pub(super) clock: Option<Clock>,
    pool: rayon::ThreadPool,
}

impl Session {
    /// Loads everything and chooses the rules.
    pub(super) fn open(common: &Common) -> Result<Self, Failure> {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(common.jobs.into()).stack_size(STACK).start_handler(grow_heap);
        let pool = threads.build().map_err(|e| format!("cannot start threads: {e}"))?;
        let mut loaded = pool.install(|| Loaded::new(common, &[], &LoadOptions::default()))?;
        let known = loaded.set.rules.iter().map(|r| r.id.clone()).collect();
        loaded.choose(common)?;
        let fail_on = match common.fail_on {
            Some(level) => level.severity(),
            None => loaded.config.fail_on.as_ref().map_or(Severity::Error, |(s, _)| *s),
        };
        let Loaded { lexicon, set, config, effect } = loaded;
        Ok(Self {
            engine: pool.install(|| Engine::new(lexicon, set)),
            fail_on,
            known,
            effect,
            config,
            selected: !common.select.is_empty(),
            quiet: common.quiet,
            clock: None,
            pool,
        })
    }

    /// Does something with every input, several at a time; the results are in the order of the inputs. A fault of ours in one
    /// input is an error of that input only.
    pub(super) fn each<T: Send>(&self, inputs: Vec<Input>, work: impl Fn(&Input, Article) -> T + Sync) -> Vec<(Input, Result<T, String>)> {
        let progress = Progress::new(inputs.len(), self.quiet);
        let read = |source, input: &Input| {
            let started = Instant::now();
            let article = self.engine.read(source, input.format, input.published);
            self.clock.iter().for_each(|c| c.read(started));
            article
        };
        let one = |mut input: Input| {
            let source = input.source();
            let result = source.and_then(|s| guard(|| work(&input, read(s, &input))));
            progress.step();
            (input, result)
        };
        self.pool.install(|| inputs.into_par_iter().map(one).collect())
    }

    /// Applies what the configuration says of a path to the findings there.
    pub(super) fn adjust(&self, path: &str, findings: &mut Vec<Finding>) {
        if findings.is_empty() || self.config.overrides.is_empty() {
            return;
        }
        let place = self.below_root(path);
        let overrides: Vec<_> = self.config.overrides.iter().filter(|o| o.paths.is_match(&place)).collect();
        let only_there =
            |rule: &Rule| !self.selected && !self.config.select.is_empty() && !self.config.select.iter().any(|p| p.selector.matches(rule));
        findings.retain_mut(|finding| {
            let Some(rule) = self.engine.rules.rule(&finding.rule) else { return true };
            let any = |list: &[config::Placed]| list.iter().any(|p| p.selector.matches(rule));
            for over in &overrides {
                if let Some((_, severity)) = over.severity.iter().rev().find(|(p, _)| p.selector.matches(rule)) {
                    finding.severity = *severity;
                }
            }
            let chosen = overrides.iter().rev().find(|o| !o.select.is_empty()).map_or(!only_there(rule), |o| any(&o.select));
            chosen && !overrides.iter().any(|o| any(&o.ignore))
        });
    }

    /// The baseline that the configuration names.
    pub(super) fn baseline(&self) -> Option<&Path> {
        self.config.baseline.as_ref().map(|(path, _)| path.as_path())
    }

    /// A path relative to the configuration's folder; of one that is kept elsewhere, to the working directory.
    fn below_root(&self, path: &str) -> PathBuf {
        let whole = paths::whole(Path::new(path));
        let below = whole.strip_prefix(paths::whole(&self.config.root)).map(Path::to_owned);
        below.unwrap_or_else(|_| PathBuf::from(paths::here(path)))
    }
}
