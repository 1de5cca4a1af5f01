// Tables as CSV (RFC 4180) that spreadsheets open as they are.

/** Rows of texts as CSV; a cell that a spreadsheet would take for a formula is made text by an apostrophe. */
function csvOf(rows) {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(value) {
  const text = String(value ?? "");
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Save text or a blob as a file; the mark at its start tells spreadsheets that the Chinese is UTF-8. */
function downloadCsv(name, content) {
  const url = URL.createObjectURL(new Blob(["\ufeff", content], { type: "text/csv" }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
