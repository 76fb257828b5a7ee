/* Passkeys: asks the browser for one and hands the answer on. Pages work without it; what it needs stands in data- attributes. */
(function () {
  "use strict";

  function can(box) {
    var kind = window.PublicKeyCredential;
    return Boolean(window.isSecureContext && kind && navigator.credentials && window.location.origin === box.dataset.origin &&
      typeof kind.parseCreationOptionsFromJSON === "function" && typeof kind.parseRequestOptionsFromJSON === "function");
  }

  function post(box, url, body) {
    return fetch(url, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": box.dataset.token },
      body: JSON.stringify(body)
    }).then(function (answer) {
      return answer.json().catch(function () { return {}; }).then(function (told) {
        if (answer.status === 401) throw new ProofNeeded();
        if (!answer.ok) throw new Refused(told.words);
        return told;
      });
    });
  }

  function Refused(words) { this.words = words; }
  function ProofNeeded() {}

  function withForm(box, body) {
    var form = box.dataset.with ? new FormData(document.getElementById(box.dataset.with)) : null;
    if (!form) return body;
    form.delete("strokes");
    body.form = Array.from(form);
    return body;
  }

  function goOn(box, told) {
    if (box.dataset.then) document.getElementById(box.dataset.then).submit();
    else window.location.assign(told.next);
  }

  function fromDevice(box, options) {
    var kind = window.PublicKeyCredential;
    if (box.dataset.passkey === "create") {
      return navigator.credentials.create({ publicKey: kind.parseCreationOptionsFromJSON(options) });
    }
    return navigator.credentials.get({ publicKey: kind.parseRequestOptionsFromJSON(options) });
  }

  function wordsFor(box, error) {
    if (error instanceof Refused && error.words) return error.words;
    if (error && (error.name === "NotAllowedError" || error.name === "AbortError")) return box.dataset.cancelled;
    if (error && error.name === "InvalidStateError") return box.dataset.known;
    return box.dataset.failed;
  }

  function prepare(box) {
    var button = box.querySelector("[data-passkey-press]");
    var label = box.querySelector("[data-passkey-label]");
    var said = box.querySelector("[data-passkey-said]");
    var cannot = box.querySelector("[data-passkey-cannot]");
    if (!can(box)) return;
    if (cannot) cannot.hidden = true;
    box.querySelector("[data-passkey-can]").hidden = false;

    function rest() { button.removeAttribute("aria-disabled"); box.removeAttribute("data-busy"); }

    function press() {
      if (box.hasAttribute("data-busy")) return;
      box.setAttribute("data-busy", "");
      button.setAttribute("aria-disabled", "true");
      said.textContent = "";
      post(box, box.dataset.options, withForm(box, {}))
        .then(function (options) { return fromDevice(box, options); })
        .then(function (credential) {
          var body = { credential: credential.toJSON() };
          if (label) body.label = label.value;
          if (box.dataset.next) body.next = box.dataset.next;
          return post(box, box.dataset.answer, withForm(box, body));
        })
        .then(function (told) { goOn(box, told); })
        .catch(function (error) {
          var ready = box.querySelector("[data-passkey-ready]");
          if (error instanceof ProofNeeded && ready) { ready.submit(); return; }
          rest();
          said.textContent = wordsFor(box, error);
        });
    }

    button.addEventListener("click", press);
    if (label) label.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); press(); }
    });
    window.addEventListener("pageshow", function (event) { if (event.persisted) rest(); });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-passkey]").forEach(prepare);
  });
})();
