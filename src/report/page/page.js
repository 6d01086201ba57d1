// SPDX-License-Identifier: GPL-2.0-only
// What the page can do without: copying commands, and moving between steps with j and k.
"use strict";
for (const box of document.querySelectorAll(".commands")) {
	const button = document.createElement("button");
	button.type = "button";
	button.textContent = "Copy";
	button.addEventListener("click", async () => {
		try {
			await navigator.clipboard.writeText(box.querySelector("pre").textContent);
			button.textContent = "Copied";
		} catch {
			getSelection().selectAllChildren(box.querySelector("pre"));
			button.textContent = "Selected";
		}
	});
	box.append(button);
}
const steps = [...document.querySelectorAll(".step")];
document.addEventListener("keydown", (event) => {
	const way = { j: 1, k: -1 }[event.key];
	if (!way || event.ctrlKey || event.metaKey || event.altKey || !steps.length)
		return;
	if (!document.activeElement.closest("#steps"))
		return;
	const at = steps.indexOf(document.activeElement.closest(".step"));
	const next = at < 0 ? 0 : Math.min(Math.max(at + way, 0), steps.length - 1);
	steps[next].focus();
});
if (steps.length > 1) {
	const hint = document.createElement("p");
	hint.className = "aside";
	hint.textContent = "Keys: j to the next step, k to the one before.";
	document.querySelector("#steps > h2").after(hint);
}
