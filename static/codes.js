"use strict";
// A teller's code stays on the teller's own phone for this vote, so that 开箱 is one tap; the slip of paper is the spare.
const CODES = "yishi-code-";
const watch = document.getElementById("watch");

function keptAs() { return `${CODES}${watch.dataset.vote}-${watch.dataset.teller}`; }

// Not on the chair's tablet: only a teller's own phone keeps the code, and only while it is typed back.
function keep() {
  const shown = watch.querySelector("[data-code]");
  if (shown && watch.dataset.teller) localStorage.setItem(keptAs(), shown.textContent.trim());
}

function offer() {
  const field = watch.querySelector("[data-kept]");
  const held = watch.dataset.teller && localStorage.getItem(keptAs());
  if (!field || !held || field.value) return;
  field.value = held;
  const line = document.createElement("p");
  line.className = "said";
  line.textContent = "您的开箱码保存在这台手机上，已替您填好。记下封存码，就可以开箱。";
  field.closest("form").before(line);
}

// The vote is over or was called off: nothing of it stays on the phone.
function forget() {
  if (["counted", "announced", "void"].includes(watch.dataset.state) && watch.dataset.teller) localStorage.removeItem(keptAs());
}

if (watch) { keep(); offer(); forget(); }

// While there is nothing to type, the page looks for news by itself.
setInterval(() => {
  if (watch && !watch.querySelector("form input:not([type=hidden])")) window.location.reload();
}, 5000);
