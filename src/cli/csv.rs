//! Facts from spreadsheets: `staff.csv` becomes the table `staff`, one entry a row, named by the column `name`.
//!
//! The rows are rewritten as the TOML that rule files have, row by row on the same lines, so that errors name the right one.
//! `aliases` are separated by `;`; `near` has groups separated by `;` and words separated by `|`; other columns are fields.

use std::collections::BTreeSet;
use std::fmt::Write;

/// Columns that hold text whatever it looks like.
const TEXT: &[&str] = &["name", "source", "valid"];

/// A row with the line that it starts on.
type Row = (usize, Vec<String>);

/// A table of facts as the text of a rule file. `stem` is the name of the file without its ending.
pub(super) fn to_toml(stem: &str, text: &str) -> Result<String, String> {
    let table = key(stem).ok_or_else(|| format!("'{stem}' is no name for a table of facts (letters, digits, _)"))?;
    let mut rows = rows(text.strip_prefix('\u{feff}').unwrap_or(text))?.into_iter();
    let (_, header) = rows.next().ok_or("it is empty")?;
    let mut columns = Vec::new();
    let mut seen = BTreeSet::new();
    for title in &header {
        let column = key(title).ok_or_else(|| format!("line 1: '{title}' is no name for a column (letters, digits, _)"))?;
        if !seen.insert(column.clone()) {
            return Err(format!("line 1: there are two columns '{column}'"));
        }
        columns.push(column);
    }
    if !seen.contains("name") {
        return Err("line 1: there is no column 'name'".to_owned());
    }
    let rows: Vec<Row> = rows.collect();
    if let Some((line, cells)) = rows.iter().find(|(_, cells)| cells.len() != columns.len()) {
        return Err(format!("line {line}: it has {} cells, the header has {}", cells.len(), columns.len()));
    }
    let numeric: Vec<bool> = (0..columns.len()).map(|i| is_numeric(rows.iter().filter_map(|(_, cells)| cells.get(i)))).collect();
    let mut out = format!("facts.{table} = [");
    let mut at = 1;
    for (line, cells) in &rows {
        while at < *line {
            out.push('\n');
            at += 1;
        }
        let cells = columns.iter().zip(cells).zip(&numeric).filter(|((_, cell), _)| !cell.trim().is_empty());
        let cells: Vec<String> =
            cells.map(|((column, cell), numeric)| format!("{column} = {}", value(column, cell.trim(), *numeric))).collect();
        let _ = write!(out, "{{ {} }},", cells.join(", "));
    }
    out.push_str("\n]\n");
    Ok(out)
}

/// A name as keys have it: lower case, with `_` for spaces and hyphens.
fn key(text: &str) -> Option<String> {
    let text: String = text.trim().chars().map(|c| if matches!(c, ' ' | '-') { '_' } else { c.to_ascii_lowercase() }).collect();
    let fine = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && text.starts_with(|c: char| c.is_ascii_alphabetic());
    fine.then_some(text)
}

/// Whether a column holds numbers; four digits everywhere are years.
fn is_numeric<'a>(cells: impl Iterator<Item = &'a String>) -> bool {
    let cells: Vec<&str> = cells.map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
    let digits = |s: &str| !s.is_empty() && s.len() <= 15 && s.bytes().all(|b| b.is_ascii_digit());
    let number = |c: &&str| {
        let c = c.strip_prefix('-').unwrap_or(c);
        let (whole, part) = c.split_once('.').unwrap_or((c, "0"));
        digits(whole) && digits(part) && (whole == "0" || !whole.starts_with('0'))
    };
    !cells.is_empty() && cells.iter().all(number) && !cells.iter().all(|c| c.len() == 4 && digits(c))
}

fn value(column: &str, cell: &str, numeric: bool) -> String {
    let list = |text: &str, by: char| {
        let parts: Vec<String> = text.split(by).map(str::trim).filter(|p| !p.is_empty()).map(quoted).collect();
        format!("[{}]", parts.join(", "))
    };
    match column {
        "aliases" => list(cell, ';'),
        "near" => format!("[{}]", cell.split(';').filter(|g| !g.trim().is_empty()).map(|g| list(g, '|')).collect::<Vec<_>>().join(", ")),
        "example" => cell.to_ascii_lowercase(),
        _ if numeric && !TEXT.contains(&column) => cell.to_owned(),
        _ => quoted(cell),
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Rows by RFC 4180; lines without anything are left out.
fn rows(text: &str) -> Result<Vec<Row>, String> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut start, mut open, mut was_quoted) = (1, 1, false, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        match c {
            '"' if open && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' if open => open = false,
            c if open => cell.push(c),
            '"' if cell.is_empty() && !was_quoted => (open, was_quoted) = (true, true),
            '"' => return Err(format!("line {line}: a quotation mark inside a cell is doubled, in a cell in quotation marks")),
            ',' => {
                row.push(std::mem::take(&mut cell));
                was_quoted = false;
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' => {
                row.push(std::mem::take(&mut cell));
                was_quoted = false;
                if row.iter().any(|c| !c.trim().is_empty()) {
                    rows.push((start, std::mem::take(&mut row)));
                }
                row.clear();
                start = line;
            }
            c if was_quoted && !c.is_whitespace() => return Err(format!("line {line}: there is text behind a cell in quotation marks")),
            c => cell.push(c),
        }
    }
    if open {
        return Err(format!("line {start}: a quotation mark is not closed"));
    }
    row.push(cell);
    if row.iter().any(|c| !c.trim().is_empty()) {
        rows.push((start, row));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::to_toml;

    #[test]
    fn rows_become_entries_on_their_lines() {
        let text = "\u{feff}Name,aliases,near,age,joined,Job Title\r\nAnn Lee,\"A. Lee; Lee, Ann\",paper|daily;desk,52,2019,\"Chief \"\"sub\"\"\"\r\n\r\nBo Ek,,,7,1999,\r\n";
        let toml = to_toml("staff", text).unwrap();
        assert_eq!(
            toml.lines().collect::<Vec<_>>(),
            [
                "facts.staff = [",
                r#"{ name = "Ann Lee", aliases = ["A. Lee", "Lee, Ann"], near = [["paper", "daily"], ["desk"]], age = 52, joined = "2019", job_title = "Chief \"sub\"" },"#,
                "",
                r#"{ name = "Bo Ek", age = 7, joined = "1999" },"#,
                "]",
            ]
        );
        assert!(toml::from_str::<toml::Table>(&toml).is_ok());
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for text in ["", "age\n1\n", "name,name\n", "name,a!\n", "name,age\nx\n", "name\n\"x\n", "name\nx\"y\n", "name\n\"x\"y\n"] {
            assert!(to_toml("staff", text).is_err(), "{text}");
        }
        assert!(to_toml("9 lives", "name\nx\n").is_err());
    }
}
