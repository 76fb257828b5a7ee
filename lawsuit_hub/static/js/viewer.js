/* Drawing a rectangle over a page: by pointer, or by the four numbers beside it. Without this the numbers alone do. */
(function () {
  "use strict";

  function sheet(section) {
    var paper = section.querySelector("[data-paper]");
    var details = section.querySelector("[data-marking]");
    var parts = {}, start = null;
    var box = document.createElement("div");
    box.className = "sheet-mark";
    box.hidden = true;
    paper.appendChild(box);
    section.querySelectorAll("[data-part]").forEach(function (input) {
      parts[input.getAttribute("data-part")] = input;
      input.addEventListener("input", show);
    });

    function show() {
      var sizes = {}, whole = true;
      Object.keys(parts).forEach(function (name) {
        sizes[name] = parseFloat(parts[name].value);
        whole = whole && sizes[name] >= 0;
      });
      box.hidden = !whole || !details.open;
      Object.keys(parts).forEach(function (name) { box.style[name] = sizes[name] + "%"; });
    }

    function place(event) {
      var frame = paper.getBoundingClientRect();
      return {
        x: Math.min(100, Math.max(0, (event.clientX - frame.left) / frame.width * 100)),
        y: Math.min(100, Math.max(0, (event.clientY - frame.top) / frame.height * 100))
      };
    }

    function draw(event) {
      var now = place(event);
      parts.left.value = Math.min(start.x, now.x).toFixed(1);
      parts.top.value = Math.min(start.y, now.y).toFixed(1);
      parts.width.value = Math.abs(start.x - now.x).toFixed(1);
      parts.height.value = Math.abs(start.y - now.y).toFixed(1);
      show();
    }

    paper.addEventListener("pointerdown", function (event) {
      if (!details.open || event.button !== 0) return;
      start = place(event);
      paper.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    paper.addEventListener("pointermove", function (event) { if (start) draw(event); });
    paper.addEventListener("pointerup", function (event) { if (start) { draw(event); start = null; } });
    paper.addEventListener("pointercancel", function () { start = null; });
    details.addEventListener("toggle", function () {
      section.classList.toggle("marking", details.open);
      show();
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-sheet]").forEach(sheet);
  });
})();
