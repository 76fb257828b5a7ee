/* Small comforts on pages that work without them: menu, copy, progress, busy buttons, focus on the error summary. */
(function () {
  "use strict";

  document.documentElement.classList.add("js");

  function menu() {
    var button = document.querySelector("[data-menu]");
    var panel = button && document.getElementById(button.getAttribute("aria-controls"));
    if (!panel) return;
    function show(open) {
      button.setAttribute("aria-expanded", String(open));
      panel.classList.toggle("menu-open", open);
    }
    button.addEventListener("click", function () { show(button.getAttribute("aria-expanded") !== "true"); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") { show(false); button.focus(); }
    });
  }

  function selectText(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copyText(source) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(source.textContent.trim());
    selectText(source);
    return document.execCommand("copy") ? Promise.resolve() : Promise.reject(new Error("copy refused"));
  }

  function say(place, words, good) {
    if (!place) return;
    place.textContent = "";
    place.classList.toggle("once-good", good);
    window.setTimeout(function () { place.textContent = words; }, 50);
  }

  function copyButtons() {
    document.querySelectorAll("[data-copy]").forEach(function (button) {
      var source = document.querySelector(button.getAttribute("data-copy"));
      if (!source) return;
      var place = button.parentElement.querySelector("[data-said]");
      button.hidden = false;
      button.addEventListener("click", function () {
        copyText(source).then(
          function () { say(place, place.getAttribute("data-said"), true); },
          function () { selectText(source); say(place, place.getAttribute("data-failed"), false); }
        );
      });
    });
  }

  function poll(element) {
    var url = element.getAttribute("data-poll");
    var misses = 0;
    function again() { window.setTimeout(ask, Math.min(2000 * (misses + 1), 15000)); }
    function ask() {
      if (document.hidden) { again(); return; }
      fetch(url, { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } })
        .then(function (answer) { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); })
        .then(function (fresh) {
          if (fresh.over) { window.location.reload(); return; }
          misses = 0;
          var bar = element.querySelector("progress"), line = element.querySelector(".progress-line");
          if (bar) { bar.max = fresh.total; bar.value = fresh.done; }
          if (line && line.textContent !== fresh.line) line.textContent = fresh.line;
          again();
        })
        .catch(function () { misses += 1; again(); });
    }
    again();
  }

  function restore(button) {
    var label = button.querySelector("[data-label]") || button;
    if (button.dataset.words) label.textContent = button.dataset.words;
    button.removeAttribute("aria-disabled");
    button.style.minWidth = "";
    button.form.removeAttribute("data-sent");
  }

  function busyForms() {
    document.addEventListener("submit", function (event) {
      var form = event.target;
      if (form.hasAttribute("data-sent")) { event.preventDefault(); return; }
      var button = event.submitter || form.querySelector("button[type=submit]");
      if (!button || !button.dataset.busy || form.method === "get") return;
      var label = button.querySelector("[data-label]") || button;
      form.setAttribute("data-sent", "");
      button.style.minWidth = button.offsetWidth + "px";
      button.dataset.words = label.textContent;
      button.setAttribute("aria-disabled", "true");
      label.textContent = button.dataset.busy;
      window.setTimeout(function () { restore(button); }, form.hasAttribute("data-download") ? 3000 : 20000);
    });
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) document.querySelectorAll("button[aria-disabled][data-words]").forEach(restore);
    });
  }

  function vanish(element) {
    window.setTimeout(function () {
      var words = document.createElement("p");
      words.textContent = element.getAttribute("data-vanished");
      element.replaceChildren(words);
    }, 1000 * Number(element.getAttribute("data-vanish")));
  }

  document.addEventListener("DOMContentLoaded", function () {
    menu();
    copyButtons();
    busyForms();
    document.querySelectorAll("[data-poll]").forEach(poll);
    document.querySelectorAll("[data-vanish]").forEach(vanish);
    var summary = document.querySelector("[data-focus]");
    if (summary) summary.focus();
  });
})();
