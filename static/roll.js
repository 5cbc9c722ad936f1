"use strict";
// The tellers' roll under an impatient finger: right after a tap or a change it takes no tap, and what is open stays so.
const SETTLES = 700;
let opened = [];
let before = "";

function roll() { return document.querySelector(".voters"); }
function shape(list) { return [list.getBoundingClientRect().top + window.scrollY, ...Array.from(list.children, (row) => row.id)].join(); }
function settle() {
  const list = roll();
  if (list) list.animate([{ pointerEvents: "none" }, { pointerEvents: "none" }], SETTLES);
}

// From the tap until the answer too: a second tap would send the same form again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#issuing") || form.method !== "post") return;
  settle();
  form.closest("details")?.removeAttribute("open");
});
document.addEventListener("htmx:before:swap", () => {
  opened = Array.from(document.querySelectorAll(".voters details[open]"), (one) => one.id);
  before = roll() ? shape(roll()) : "";
});
// News from other devices holds the finger up only where rows have moved.
document.addEventListener("htmx:after:swap", (event) => {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (event.detail.ctx.request.method === "POST" || (roll() && shape(roll()) !== before)) settle();
});
