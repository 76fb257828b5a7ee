/* A signature drawn in a box: points as whole numbers, into the hidden field that the form sends. Without this there is paper.
   What was typed stays in this tab while she proves again who she is, and goes as soon as it is back in the form. */
(function () {
  "use strict";

  var MOST_POINTS = 1900, MOST_LINES = 60, KEPT = "mandate-form";

  function prepare(box) {
    var canvas = box.querySelector("canvas"), pen = canvas.getContext && canvas.getContext("2d");
    var field = box.querySelector("input[type=hidden]"), form = box.closest("form"), said = box.querySelector("[data-signature-said]");
    var lines = [], line = null, finger = null, count = 0;
    if (!pen || !window.PointerEvent) return;
    box.hidden = false;
    form.querySelector("[data-signature-cannot]").hidden = true;
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
      line = finger = null;
      count = 0;
      pen.clearRect(0, 0, canvas.width, canvas.height);
      keep();
      said.textContent = said.dataset.cleared;
    }

    function again() {
      try { JSON.parse(field.value || "[]").forEach(function (one) {
        lines.push(one);
        count += one.length;
        one.forEach(function (to, at) { draw(one[Math.max(0, at - 1)], to); });
      }); } catch (_error) { clear(); }
    }

    function full() {
      if (count < MOST_POINTS && lines.length < MOST_LINES) return false;
      said.textContent = said.dataset.full;
      return true;
    }

    canvas.addEventListener("pointerdown", function (event) {
      if (!event.isPrimary || event.button !== 0 || full()) return;
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      finger = event.pointerId;
      line = [point(event)];
      lines.push(line);
      count += 1;
      draw(line[0], line[0]);
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!line || event.pointerId !== finger || full()) return;
      var to = point(event), from = line[line.length - 1];
      if (Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1]) < 3) return;
      draw(from, to);
      line.push(to);
      count += 1;
    });
    ["pointerup", "pointercancel", "lostpointercapture"].forEach(function (name) {
      canvas.addEventListener(name, function (event) {
        if (event.pointerId !== finger) return;
        line = finger = null;
        keep();
        if (count < MOST_POINTS) said.textContent = said.dataset.drawn;
      });
    });
    box.querySelector("[data-signature-clear]").addEventListener("click", clear);
    again();
  }

  function bringBack(form) {
    var kept = window.sessionStorage.getItem(KEPT);
    if (!kept) return;
    window.sessionStorage.removeItem(KEPT);
    JSON.parse(kept).forEach(function (pair) {
      form.querySelectorAll("[name='" + pair[0] + "']").forEach(function (input) {
        if (input.type === "checkbox") input.checked = input.checked || input.value === pair[1];
        else if (!input.value) input.value = pair[1];
      });
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.getElementById("sign-form");
    if (form) {
      bringBack(form);
      form.addEventListener("submit", function () {
        var named = ["specials", "name", "address", "strokes"];
        var fields = Array.from(new FormData(form)).filter(function (pair) { return named.indexOf(pair[0]) >= 0; });
        window.sessionStorage.setItem(KEPT, JSON.stringify(fields));
      });
    } else if (document.getElementById("timeline")) window.sessionStorage.removeItem(KEPT);
    document.querySelectorAll("[data-signature]").forEach(prepare);
  });
})();
