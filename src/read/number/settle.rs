//! Which numbers are inner readings, once dates, ages and names are known.

use super::super::{Cx, Kind, Mention, Readings};
use crate::value::{Exact, Value};
use smallvec::SmallVec;

/// Once dates and names are known: numbers and ordinals that are part of one are inner readings.
pub(in crate::read) fn settle(cx: &Cx<'_>, out: &mut Readings) {
    const OVER: &[Kind] = &[Kind::Date, Kind::Time, Kind::Duration, Kind::Set, Kind::Age, Kind::Person, Kind::Org, Kind::Place];
    let starts: Vec<u32> = out.starts_in(0..cx.len()).collect();
    for t in starts {
        let covered: SmallVec<[u32; 8]> = out
            .indices_at(t)
            .filter(|&i| out.get(i).is_some_and(|m| !m.inner && matches!(m.kind, Kind::Number | Kind::Ordinal | Kind::Quantity)))
            .collect();
        for i in covered {
            let Some(m) = out.get(i) else { continue };
            // "Three quarters of the voters" is a share; "three quarters of growth" a time.
            let same = |o: &Mention| o.kind == Kind::Duration && !o.inner && o.tokens == m.tokens;
            let fraction = matches!(&m.value, Value::Number(n) if n.nominal < Exact::ONE);
            let of_whole = cx.folded(m.tokens.end) == "of"
                && matches!(cx.folded(m.tokens.end + 1), "the" | "its" | "their" | "all" | "our" | "his" | "her" | "those" | "these" | "a");
            if fraction && of_whole {
                let twins: SmallVec<[u32; 8]> = out.indices_at(t).filter(|&k| out.get(k).is_some_and(same)).collect();
                for k in twins {
                    if let Some(twin) = out.get_mut(k) {
                        twin.inner = true;
                    }
                }
                continue;
            }
            let all = m.tokens.clone().all(|k| out.covers(k, OVER));
            if let Some(m) = out.get_mut(i).filter(|_| all) {
                m.inner = true;
            }
        }
    }
}
