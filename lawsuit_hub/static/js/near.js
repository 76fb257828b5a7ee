/* While a question is typed: public answers that are like it. What was typed goes in a body, never into an address, and nothing keeps it. */
(function () {
  "use strict";

  function watch(form) {
    var shown = form.querySelector("[data-near-shown]");
    var list = form.querySelector("[data-near-list]");
    var said = form.querySelector("[data-near-said]");
    var fields = form.querySelectorAll("[name=title], [name=text]");
    var last = "", waiting = 0, turn = 0;

    function row(one) {
      var item = document.createElement("article"), heading = document.createElement("h3"), link = document.createElement("a");
      var words = document.createElement("p");
      item.className = "card";
      heading.className = "card-title";
      link.href = one.url;
      link.target = "_blank";
      link.rel = "noopener";
      link.lang = words.lang = "ko";
      link.textContent = one.title;
      words.textContent = one.snippet;
      heading.appendChild(link);
      item.append(heading, words);
      return item;
    }

    function show(some) {
      list.replaceChildren.apply(list, some.map(row));
      shown.hidden = some.length === 0;
      said.textContent = some.length ? said.getAttribute("data-near-some") : "";
    }

    function ask() {
      var text = Array.prototype.map.call(fields, function (field) { return field.value; }).join(" ").trim().slice(0, 500);
      if (text === last || text.length < 4) return;
      last = text;
      var mine = ++turn, body = new URLSearchParams();
      body.set("text", text);
      body.set("csrf_token", form.querySelector("[name=csrf_token]").value);
      fetch(form.getAttribute("data-near"), { method: "POST", body: body, credentials: "same-origin", headers: { "X-Requested-With": "fetch" } })
        .then(function (answer) { return answer.ok ? answer.json() : []; })
        .then(function (some) { if (mine === turn) show(some); }, function () { /* the page works without it */ });
    }

    fields.forEach(function (field) {
      field.addEventListener("input", function () {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(ask, 600);
      });
    });
  }

  document.querySelectorAll("form[data-near]").forEach(watch);
})();
