"use strict";
// Small helps; every page works without them.

// A form that was sent is not sent twice by an impatient finger; the server would count it once all the same.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method === "post" && !form.hasAttribute("hx-post")) form.dataset.sent = "1";
});
// A page that comes back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// Copy the text of the named element: <button data-copy="notice-text">.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  source.select();
  try { await navigator.clipboard.writeText(source.value); } catch { document.execCommand("copy"); }
  button.textContent = "已复制";
});

// Going back never asks to send a paper again: a page that answers one stands under an address that can be asked for.
const standsAt = document.querySelector("[data-stands-at]");
if (standsAt) history.replaceState(null, "", standsAt.dataset.standsAt);
// Print this page: <button data-print>.
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });

// The ballot's number is mixed with this phone's own random bytes; without scripts the server's alone serve.
document.addEventListener("submit", (event) => {
  const field = event.target.querySelector("[data-luck]");
  if (field) field.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");
}, true);
