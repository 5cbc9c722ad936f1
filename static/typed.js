"use strict";
// A page of several forms: one is sent, and the texts and choices from lists that were put into the others stand there
// again afterwards. Dates and ticks are not kept. The name of the store holds who is signed in.
const page = document.querySelector("[data-typed]");
const KEPT = "yishi-typed-" + page.dataset.typed;

function isChanged(field) {
  if (field.tagName === "SELECT") return [...field.options].some((one) => one.selected !== one.defaultSelected);
  return field.value !== field.defaultValue;
}

function changed(form) {
  return [...form.querySelectorAll("textarea, select, input[type=text], input:not([type])")].filter((field) => field.id && isChanged(field));
}

// With the number of the state it was typed over: what somebody else saved meanwhile is not written over unseen.
function told(form) {
  const revision = form.elements.namedItem("revision");
  const fields = changed(form).map((field) => [field.id, field.value]);
  return { fields, revision: revision ? revision.value : null };
}

function restore(form, kept) {
  kept.fields.forEach(([id, value]) => { const field = document.getElementById(id); if (field) field.value = value; });
  const revision = form.elements.namedItem("revision");
  if (revision && kept.revision !== null) revision.value = kept.revision;
  for (let at = form.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  const words = document.createElement("p");
  words.className = "said";
  words.textContent = "这里有您刚才填写、还没有保存的内容。";
  form.prepend(words);
}

// Several forms may lead to one address: a form is known again by the first of its fields that was changed.
document.addEventListener("submit", (event) => {
  if ((event.target.getAttribute("action") || "").endsWith("/sign-out")) return;
  const others = [...document.forms].filter((form) => form !== event.target && changed(form).length);
  sessionStorage.setItem(KEPT, JSON.stringify(others.map(told)));
});

const kept = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
sessionStorage.removeItem(KEPT);
kept.forEach((one) => {
  const field = document.getElementById(one.fields[0][0]);
  if (field && field.form) restore(field.form, one);
});
