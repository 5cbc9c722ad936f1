"use strict";
// Notes survive a dead connection: what is typed is kept on this tablet until the server has it.
const NOTES = "yishi-notes-";

function noteForm(event) { return event.target.closest ? event.target.closest("form[data-notes]") : null; }
function kept(form) { return NOTES + form.dataset.notes; }
function textarea(form) { return form.querySelector("textarea"); }

function note(form, words) {
  const line = form.querySelector("[id^=saved-]");
  line.childNodes.forEach((node) => { if (node.nodeType === Node.TEXT_NODE) node.remove(); });
  line.append(words);
}

function restore(form) {
  const held = localStorage.getItem(kept(form));
  if (held === null || held === textarea(form).value) return;
  textarea(form).value = held;
  note(form, "已找回本机暂存的内容，正在保存");
  form.dispatchEvent(new Event("retry"));
}

function forms() { return document.querySelectorAll("form[data-notes]"); }

document.addEventListener("input", (event) => {
  const form = noteForm(event);
  if (form) localStorage.setItem(kept(form), event.target.value);
});

// The server answered: what it has needs no keeping, unless more was typed meanwhile.
document.addEventListener("htmx:before:request", (event) => {
  const form = noteForm(event);
  if (form) form.dataset.sending = textarea(form).value;
});
document.addEventListener("htmx:after:request", (event) => {
  const form = noteForm(event);
  const response = event.detail.ctx && event.detail.ctx.response;
  if (!form || !response || response.status !== 200) return;
  if (localStorage.getItem(kept(form)) === form.dataset.sending) localStorage.removeItem(kept(form));
});
document.addEventListener("htmx:error", (event) => {
  const form = noteForm(event);
  if (form) note(form, "连接中断，内容已暂存在本机，恢复后自动保存");
});

function retryAll() {
  forms().forEach((form) => { if (localStorage.getItem(kept(form)) !== null) form.dispatchEvent(new Event("retry")); });
}
window.addEventListener("online", retryAll);
setInterval(retryAll, 5000);
window.addEventListener("load", () => forms().forEach(restore));
