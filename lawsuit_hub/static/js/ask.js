/* The bot answers in place. What was asked goes in a body, never into an address; answers are drawn as text alone. */
(function () {
  "use strict";

  function made(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function link(one) {
    var element = made("a", "button button-secondary button-small", one.label);
    if (/^(\/(?!\/)|tel:)/.test(one.url)) element.href = one.url;
    return element;
  }

  function watch(box) {
    var form = box.querySelector("form"), field = form.querySelector("[name=text]"), place = box.querySelector("[data-ask-said]");
    var turn = 0;

    function draw(reply) {
      var card = made("div", "card");
      card.append(made("h2", "card-title", reply.title));
      if (reply.text) card.append(made("p", "prose-kept", reply.text));
      if (reply.items.length) {
        var list = made("ul", "lines");
        reply.items.forEach(function (one) {
          var item = made("li"), title = made("a", "", one.title);
          title.href = one.url;
          item.append(title, made("span", "hint", one.line));
          list.append(item);
        });
        card.append(list);
      }
      var doors = made("p", "actions");
      doors.append.apply(doors, reply.links.concat(reply.calls).map(link));
      card.append(doors);
      var nexts = made("div", "chips now");
      reply.nexts.forEach(function (one) {
        var button = made("button", "chip", one.label);
        button.type = "button";
        button.addEventListener("click", function () { field.value = one.says; ask(one.says); });
        nexts.append(button);
      });
      card.append(nexts);
      place.replaceChildren(card);
    }

    function ask(text) {
      var mine = ++turn, body = new URLSearchParams();
      body.set("text", text);
      body.set("csrf_token", form.querySelector("[name=csrf_token]").value);
      place.setAttribute("aria-busy", "true");
      fetch(form.action, { method: "POST", body: body, credentials: "same-origin", headers: { "X-Requested-With": "fetch" } })
        .then(function (answer) { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); })
        .then(function (reply) { if (mine === turn) draw(reply); },
          function () { if (mine === turn) place.replaceChildren(made("p", "calm", box.getAttribute("data-failed"))); })
        .finally(function () { if (mine === turn) place.removeAttribute("aria-busy"); });
    }

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (field.value.trim()) ask(field.value.trim());
    }, true);
  }

  document.querySelectorAll("[data-ask]").forEach(watch);
})();
