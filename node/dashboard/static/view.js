// Pure helpers: values to text, and elements built from text nodes only, so that nothing a peer wrote becomes markup.

/** Builds an element; children are strings or elements. */
export function el(tag, attrs, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs || {})) {
    if (value !== undefined && value !== "") node.setAttribute(name, value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

const coin = 10n ** 12n;

/** The exact sum of decimal picos: "$0.001234". */
export function exact(picos) {
  const n = BigInt(picos || 0);
  const frac = (n % coin).toString().padStart(12, "0").replace(/0+$/, "").padEnd(2, "0");
  return "$" + (n / coin).toString() + "." + frac;
}

/** The sum for reading: at most six decimals below a dollar, four above; the exact one is the title. */
export function money(picos, className) {
  const n = BigInt(picos || 0);
  const digits = n >= coin ? 4n : 6n;
  const unit = 10n ** (12n - digits);
  const shown = n > 0n && n < unit / 2n ? "<" + exact(unit) : exact(((n + unit / 2n) / unit) * unit);
  return el("span", { title: exact(n), class: (n === 0n ? "dim" : className) || undefined }, shown);
}

/** A count with thousands separated. */
export function count(n) {
  return Number(n || 0).toLocaleString("en-US");
}

/** A peer id, address or hash, shortened; the whole is the title. */
export function short(id) {
  const text = String(id || "");
  return el("span", { class: "mono", title: text }, text.length <= 14 ? text : text.slice(0, 6) + "…" + text.slice(-5));
}

/** Clock time of unix milliseconds, with the date when it is another day. */
export function clock(ms) {
  const t = new Date(ms);
  const time = t.toLocaleTimeString("en-GB");
  const text = t.toDateString() === new Date().toDateString() ? time : t.toISOString().slice(0, 10) + " " + time;
  return el("time", { datetime: t.toISOString(), title: t.toISOString() }, text);
}

/** A span of milliseconds in its two largest units: "3 d 4 h". */
export function span(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  const parts = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const first = parts.findIndex(([size]) => s >= size);
  if (first < 0) return "0 s";
  return parts.slice(first, first + 2).map(([size, name], i) => [Math.floor(i === 0 ? s / size : (s % parts[first][0]) / size), name])
    .filter(([n], i) => n > 0 || i === 0).map(([n, name]) => n + " " + name).join(" ");
}

/** How long until a deadline, or that it has passed. */
export function until(ms) {
  if (!ms) return el("span", { class: "dim" }, "none");
  const left = ms - Date.now();
  return el("span", { title: new Date(ms).toISOString(), class: left < 3600e3 ? "bad" : left < 86400e3 ? "warn" : undefined },
    left > 0 ? "in " + span(left) : "passed");
}

/** A share in parts per million. */
export function percent(ppm) {
  return (ppm / 10000).toFixed(1) + " %";
}

/** A table; columns are [title, "n" for numbers], rows are lists of cells. */
export function table(columns, rows) {
  const head = columns.map(([title, kind]) => el("th", { scope: "col", class: kind }, title));
  const body = rows.map((cells) => el("tr", null, ...cells.map((cell, i) => el("td", { class: columns[i][1] }, cell))));
  return el("div", { class: "scroll" }, el("table", null, el("thead", null, el("tr", null, ...head)), el("tbody", null, ...body)));
}

/** A list of terms and sums; an entry may have a colour that the bar shows. */
export function terms(entries) {
  const list = el("dl");
  for (const [name, value, colour, why] of entries) {
    list.append(el("dt", { title: why }, colour ? el("i", { class: colour }) : null, name), el("dd", null, value));
  }
  return list;
}

/** A bar of parts; each is [picos, colour]. */
export function bar(parts) {
  const total = parts.reduce((sum, [n]) => sum + BigInt(n || 0), 0n);
  const node = el("div", { class: "bar", role: "presentation" });
  for (const [n, colour] of parts) {
    if (total === 0n) break;
    const part = el("i", { class: colour });
    part.style.width = Number((BigInt(n || 0) * 10000n) / total) / 100 + "%";
    node.append(part);
  }
  return node;
}
