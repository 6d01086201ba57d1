// SPDX-License-Identifier: GPL-2.0-only
// Sorting and filtering; without it the table stands as it was made.
"use strict";
const body = document.querySelector("tbody");
const rows = [...body.rows].map((row) => ({
	row,
	text: row.textContent.toLowerCase(),
	keys: [...row.cells].map((cell) => cell.dataset.key ?? cell.textContent),
}));
const VERDICT = 1, TRUST = 2, DATE = 4, SUBSYSTEM = 5;

// Sorting: a button in each heading; what is not known stays last.
const headings = [...document.querySelectorAll("thead th")];
headings.forEach((heading, column) => {
	const button = document.createElement("button");
	button.type = "button";
	button.append(...heading.childNodes);
	heading.append(button);
	button.addEventListener("click", () => {
		const down = heading.getAttribute("aria-sort") === "ascending";
		headings.forEach((other) => other.removeAttribute("aria-sort"));
		heading.setAttribute("aria-sort", down ? "descending" : "ascending");
		const way = down ? -1 : 1;
		rows.sort(({ keys: a }, { keys: b }) => {
			if (!a[column] || !b[column])
				return (a[column] ? 0 : 1) - (b[column] ? 0 : 1);
			return way * a[column].localeCompare(b[column], "en", { numeric: true });
		});
		body.append(...rows.map(({ row }) => row));
	});
});

// Filters: what the rows hold is what can be chosen.
const tests = [];
const box = document.querySelector(".filters");
const status = document.createElement("p");
status.className = "aside";
status.setAttribute("role", "status");

function show() {
	let shown = 0;
	for (const one of rows) {
		one.row.hidden = !tests.every((test) => test(one));
		shown += one.row.hidden ? 0 : 1;
	}
	status.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} shown`;
}

function add(name, control, test) {
	const label = document.createElement("label");
	label.append(name, control);
	box.append(label);
	control.addEventListener("input", show);
	tests.push((one) => !control.value || test(one, control.value));
}

function choice(options) {
	const select = document.createElement("select");
	for (const [value, text] of [["", "any"], ...options])
		select.add(new Option(text, value));
	return select;
}

function counted(values) {
	const counts = new Map();
	for (const value of values.filter(Boolean))
		counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

const search = document.createElement("input");
search.type = "search";
add("Search", search, (one, value) => one.text.includes(value.toLowerCase()));
const words = rows.map(({ row }) => row.cells[VERDICT].textContent);
add("Verdict", choice([...counted(words)].map(([word, count]) => [word, `${word} (${count})`])),
	({ row }, value) => row.cells[VERDICT].textContent === value);
add("Trust", choice([["0 .1", "below 0.1"], [".1 .3", "0.1 to 0.3"], [".3 .7", "0.3 to 0.7"],
	[".7 2", "0.7 and above"], ["none", "not known"]]), ({ keys }, value) => {
	const [least, most] = value.split(" ");
	if (!keys[TRUST] || value === "none")
		return !keys[TRUST] && value === "none";
	return +keys[TRUST] >= +least && +keys[TRUST] < +most;
});
const years = [...counted(rows.map(({ keys }) => keys[DATE].slice(0, 4))).keys()].sort()
	.map((year) => [year, year]);
add("From", choice(years), ({ keys }, value) => keys[DATE].slice(0, 4) >= value);
add("Until", choice(years),
	({ keys }, value) => keys[DATE] && keys[DATE].slice(0, 4) <= value);
const parts = counted(rows.flatMap(({ keys }) => keys[SUBSYSTEM].split(", ")));
add("Subsystem", choice([...parts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
	.map(([part, count]) => [part, `${part} (${count})`])),
	({ keys }, value) => keys[SUBSYSTEM].split(", ").includes(value));
box.hidden = false;
box.after(status);
