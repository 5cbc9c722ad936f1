"use strict";
// A name drawn with a finger: kept as lines in a field of 1000 by 400, without times, and sent as such.
const WIDE = 1000;
const HIGH = 400;
const pad = document.querySelector("canvas.pad");

function even(value, size, most) { return Math.min(most, Math.max(0, Math.round((value / size) * most))); }

function start(canvas) {
  const form = document.getElementById("signing");
  const [done, again] = form.querySelectorAll(".act button");
  // Without this script the page tells how to sign on paper; with it, the field to draw in takes that place.
  document.getElementById("no-pad").remove();
  form.hidden = false;
  const ink = new SignaturePad(canvas, { penColor: "#1f1d1a", minWidth: 1.5, maxWidth: 3.5 });

  // The drawing surface has as many dots as the screen has there; what was drawn grows and shrinks with it.
  let size = { x: 0, y: 0 };
  function fit() {
    const now = { x: canvas.offsetWidth, y: canvas.offsetHeight };
    if (!now.x || !now.y || (now.x === size.x && now.y === size.y)) return;
    const kept = ink.toData().map((line) => ({ ...line, points: line.points.map(
      (point) => ({ ...point, x: point.x * now.x / (size.x || now.x), y: point.y * now.y / (size.y || now.y) })) }));
    const dots = Math.max(window.devicePixelRatio || 1, 1);
    canvas.width = now.x * dots;
    canvas.height = now.y * dots;
    canvas.getContext("2d").scale(dots, dots);
    size = now;
    ink.fromData(kept);
  }
  function offer() { done.disabled = again.disabled = ink.isEmpty(); }

  ink.addEventListener("endStroke", offer);
  again.addEventListener("click", () => { ink.clear(); offer(); });
  form.addEventListener("submit", () => {
    form.elements.strokes.value = JSON.stringify(ink.toData().map((line) => line.points.flatMap(
      (point) => [even(point.x, size.x, WIDE), even(point.y, size.y, HIGH)])));
  });
  window.addEventListener("resize", fit);
  fit();
}

if (pad && window.SignaturePad) start(pad);
