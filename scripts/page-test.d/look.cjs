// SPDX-License-Identifier: GPL-2.0-only
// Open each page in chromium and say what is wrong with it; exit status 1 when anything is.
"use strict";
const fs = require("fs");
const path = require("path");
const puppeteer = require("puppeteer-core");
const axe = fs.readFileSync(require.resolve("axe-core"), "utf8");

const WIDTHS = [320, 800, 1400];
const SCHEMES = ["light", "dark"];
const TABS_MOST = 600;
const folder = process.env.BV_SCREENSHOTS;
let failures = 0;

function fail(page, text) {
	console.log(`${page}: ${text}`);
	failures++;
}

// A new tab that tells of every request but the page's own, and of every complaint.
async function open(browser, file, name, settings) {
	const tab = await browser.newPage();
	const address = `file://${path.resolve(file)}`;
	tab.on("request", (request) => {
		if (request.url().split("#")[0] !== address)
			fail(name, `requests ${request.url()}`);
	});
	tab.on("console", (message) => {
		if (["error", "warn", "warning"].includes(message.type()))
			fail(name, `console: ${message.text()}`);
	});
	tab.on("pageerror", (error) => fail(name, `script: ${error.message}`));
	tab.on("dialog", (dialog) => {
		fail(name, "a dialog: script of the log was run");
		dialog.dismiss();
	});
	await tab.setJavaScriptEnabled(settings.script !== false);
	await tab.setViewport({ width: settings.width ?? 800, height: 900 });
	await tab.emulateMediaFeatures([
		{ name: "prefers-color-scheme", value: settings.scheme ?? "light" },
		{ name: "prefers-reduced-motion", value: "reduce" },
	]);
	await tab.goto(address, { waitUntil: "load" });
	return tab;
}

async function look(browser, file, width, scheme) {
	const base = path.basename(file, ".html");
	const name = `${base} at ${width} ${scheme}`;
	const tab = await open(browser, file, name, { width, scheme });
	const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	if (over > 0)
		fail(name, `${over} px wider than the window`);
	const lost = await tab.evaluate(() => [...document.querySelectorAll("main *")]
		.filter((one) => one.getBoundingClientRect().right < 0)
		.map((one) => one.outerHTML.slice(0, 60)));
	if (lost.length)
		fail(name, `${lost.length} elements outside, the first: ${lost[0]}`);
	await tab.evaluate(axe);
	const { violations } = await tab.evaluate(() => axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
	for (const one of violations) {
		const where = one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ");
		const is_grave = ["serious", "critical"].includes(one.impact);
		if (is_grave)
			fail(name, `axe: ${one.id}: ${one.help}: ${where}`);
		else
			console.log(`${name}: note: axe: ${one.id}: ${one.help}: ${where}`);
	}
	if (folder)
		await tab.screenshot({ path: path.join(folder, `${base}-${width}-${scheme}.png`) });
	if (folder && scheme === "light")
		await tab.screenshot({ path: path.join(folder, `${base}-${width}-all.png`),
			clip: { x: 0, y: 0, width,
				height: await tab.evaluate(() => Math.min(
					document.documentElement.scrollHeight, 12000)) },
			captureBeyondViewport: true });
	await tab.close();
}

// Every link and control comes by Tab, and shows that it has the focus.
async function press(browser, file) {
	const name = `${path.basename(file, ".html")} by keyboard`;
	const tab = await open(browser, file, name, {});
	const count = await tab.evaluate(() => {
		const all = [...document.querySelectorAll("a[href], button, summary, input, select," +
			"[tabindex='0']")].filter((one) => one.checkVisibility());
		all.forEach((one, index) => one.dataset.place = index);
		return all.length;
	});
	const seen = new Set();
	for (let i = 0; i < Math.min(count, TABS_MOST); i++) {
		await tab.keyboard.press("Tab");
		const at = await tab.evaluate(() => {
			const one = document.activeElement, style = getComputedStyle(one);
			return { place: one.dataset.place, tag: one.outerHTML.slice(0, 60),
				shows: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 };
		});
		if (at.place === undefined)
			break;
		if (seen.size && +at.place !== i)
			fail(name, `out of order: ${at.tag}`);
		if (!at.shows)
			fail(name, `focus is not seen: ${at.tag}`);
		seen.add(at.place);
	}
	if (seen.size < Math.min(count, TABS_MOST))
		fail(name, `${seen.size} of ${count} links and controls reached`);
	await tab.close();
}

// Without script: all text is there, and a link to a line shows the line.
async function read(browser, file) {
	const name = `${path.basename(file, ".html")} without script`;
	const tab = await open(browser, file, name, { script: false });
	const state = await tab.evaluate(() => ({
		heading: document.querySelector("h1")?.checkVisibility(),
		buttons: [...document.querySelectorAll("button, input, select")]
			.filter((one) => one.checkVisibility()).length,
		link: document.querySelector("a[href^='#L']")?.getAttribute("href"),
		scripts: document.scripts.length, styles: document.querySelectorAll("style").length,
		inline: document.querySelectorAll("[style], [onclick], [onload], [onfocus]").length,
	}));
	if (!state.heading)
		fail(name, "no heading is seen");
	if (state.buttons)
		fail(name, `${state.buttons} controls that do nothing`);
	if (state.scripts !== 1 || state.styles !== 1 || state.inline)
		fail(name, "mark-up that is not ours");
	if (state.link) {
		await tab.click(`a[href='${state.link}']`);
		await new Promise((done) => setTimeout(done, 100));
		const is_seen = await tab.evaluate((id) => {
			const box = document.getElementById(id.slice(1)).getBoundingClientRect();
			return box.height > 0 && box.top >= 0 && box.top < innerHeight;
		}, state.link);
		if (!is_seen)
			fail(name, `${state.link} is not shown`);
	}
	await tab.close();
}

// With script: the index filters and sorts, a page copies and steps.
async function use(browser, file) {
	const name = `${path.basename(file, ".html")} with script`;
	const tab = await open(browser, file, name, {});
	const wrong = await tab.evaluate(() => {
		const wrong = [], commands = document.querySelector(".commands");
		if (commands && !commands.querySelector("button"))
			wrong.push("no button to copy");
		const table = document.querySelector(".logs");
		if (!table || !table.tBodies[0].rows.length)
			return wrong;
		const rows = () => [...table.tBodies[0].rows];
		const verdicts = () => rows().map((row) => row.cells[1].dataset.key);
		table.querySelectorAll("th button")[1].click();
		if (String(verdicts()) !== String(verdicts().sort()))
			wrong.push("not sorted by verdict");
		const select = [...document.querySelectorAll(".filters label")]
			.find((label) => label.firstChild.data === "Verdict").querySelector("select");
		select.selectedIndex = 1;
		select.dispatchEvent(new Event("input"));
		const shown = rows().filter((row) => !row.hidden);
		if (!shown.length || shown.some((row) => row.cells[1].textContent !== select.value))
			wrong.push("not filtered by verdict");
		return wrong;
	});
	wrong.forEach((text) => fail(name, text));
	if (await tab.$("#S2")) {
		await tab.keyboard.press("j");
		await tab.keyboard.press("j");
		if (await tab.evaluate(() => document.activeElement.id) !== "S2")
			fail(name, "j does not go to the next step");
	}
	await tab.close();
}

async function main(files) {
	const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium",
		args: ["--no-sandbox", "--force-color-profile=srgb"] });
	for (const file of files) {
		for (const width of WIDTHS)
			for (const scheme of SCHEMES)
				await look(browser, file, width, scheme);
		await press(browser, file);
		await read(browser, file);
		await use(browser, file);
		console.log(`${path.basename(file)}: ${fs.statSync(file).size} bytes, looked at`);
	}
	await browser.close();
	console.log(failures ? `${failures} faults` : "no faults");
	process.exit(failures ? 1 : 0);
}
main(process.argv.slice(2));
