"use strict";
// How many are graded best, while the grades are being chosen; the server counts again when they are saved.
function counted(form) {
  const told = document.getElementById("best-now");
  if (!told) return;
  const best = form.dataset.best, most = Number(told.dataset.most);
  const number = Array.from(form.querySelectorAll("select"), (one) => one.value).filter((one) => one === best).length;
  told.textContent = String(number);
  told.parentElement.classList.toggle("over", Boolean(told.dataset.most) && number > most);
}
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-best]");
  if (form) counted(form);
});
