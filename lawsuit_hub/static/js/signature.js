/* A signature drawn in a box: points as whole numbers, into the hidden field that the form sends. Without this there is paper. */
(function () {
  "use strict";

  var MOST = 1900;

  function prepare(box) {
    var canvas = box.querySelector("canvas"), pen = canvas.getContext && canvas.getContext("2d");
    var field = box.querySelector("input[type=hidden]"), form = box.closest("form");
    var cannot = form.querySelector("[data-signature-cannot]");
    var lines = [], line = null, count = 0;
    if (!pen || !window.PointerEvent) return;
    box.hidden = false;
    cannot.hidden = true;
    pen.lineWidth = 5;
    pen.lineCap = pen.lineJoin = "round";

    function point(event) {
      var frame = canvas.getBoundingClientRect();
      function within(share, most) { return Math.max(0, Math.min(most, Math.round(share * most))); }
      return [within((event.clientX - frame.left) / frame.width, canvas.width), within((event.clientY - frame.top) / frame.height, canvas.height)];
    }

    function draw(from, to) {
      pen.strokeStyle = getComputedStyle(canvas).color;
      pen.beginPath();
      pen.moveTo(from[0], from[1]);
      pen.lineTo(to[0], to[1]);
      pen.stroke();
    }

    function keep() { field.value = lines.length ? JSON.stringify(lines) : ""; }

    function clear() {
      lines = [];
      count = 0;
      pen.clearRect(0, 0, canvas.width, canvas.height);
      keep();
    }

    function again() {
      try { JSON.parse(field.value || "[]").forEach(function (one) {
        lines.push(one);
        count += one.length;
        one.forEach(function (to, at) { draw(one[Math.max(0, at - 1)], to); });
      }); } catch (_error) { clear(); }
    }

    canvas.addEventListener("pointerdown", function (event) {
      if (count >= MOST || lines.length >= 60) return;
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      line = [point(event)];
      lines.push(line);
      count += 1;
      draw(line[0], line[0]);
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!line || count >= MOST) return;
      var to = point(event), from = line[line.length - 1];
      if (Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1]) < 3) return;
      draw(from, to);
      line.push(to);
      count += 1;
    });
    ["pointerup", "pointercancel"].forEach(function (name) {
      canvas.addEventListener(name, function () { line = null; keep(); });
    });
    box.querySelector("[data-signature-clear]").addEventListener("click", clear);
    again();
  }

  document.addEventListener("DOMContentLoaded", function () { document.querySelectorAll("[data-signature]").forEach(prepare); });
})();
