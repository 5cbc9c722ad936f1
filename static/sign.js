"use strict";
// A name drawn with a finger: kept as lines in a field of 1000 by 400, without times, and sent as such.
const WIDE = 1000;
const HIGH = 400;
const pad = document.querySelector("canvas.pad");

function even(value, size, most) { return Math.min(most, Math.max(0, Math.round((value / size) * most))); }

function start(canvas) {
  const form = document.getElementById("signing");
  const [done, again] = form.querySelectorAll(".act button");
  const ink = new SignaturePad(canvas, { penColor: "#1f1d1a", minWidth: 1.5, maxWidth: 3.5 });

  // The drawing surface has as many dots as the screen has there; turning the tablet keeps what was drawn.
  function fit() {
    const kept = ink.toData();
    const dots = Math.max(window.devicePixelRatio || 1, 1);
    canvas.width = canvas.offsetWidth * dots;
    canvas.height = canvas.offsetHeight * dots;
    canvas.getContext("2d").scale(dots, dots);
    ink.fromData(kept);
  }
  function offer() { done.disabled = again.disabled = ink.isEmpty(); }

  ink.addEventListener("endStroke", offer);
  again.addEventListener("click", () => { ink.clear(); offer(); });
  form.addEventListener("submit", () => {
    form.elements.strokes.value = JSON.stringify(ink.toData().map((line) => line.points.flatMap(
      (point) => [even(point.x, canvas.offsetWidth, WIDE), even(point.y, canvas.offsetHeight, HIGH)])));
  });
  window.addEventListener("resize", fit);
  fit();
}

if (pad && window.SignaturePad) start(pad);
