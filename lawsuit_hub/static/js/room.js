/* A room that stays up to date: listens to a stream, or asks again and again where there is none. Without this the page is loaded again. */
(function () {
  "use strict";

  var TAGS = /(\[(?:오픈채팅 링크|이메일|카드번호|전화번호|계좌번호|이름)\])/;
  var POLL = 5000, SLOW_POLL = 20000;

  function Room(root) {
    var say = root.querySelector("[data-room-said]");
    var list = root.querySelector(".messages"), frame = root.querySelector(".talk-frame");
    var words = root.dataset;
    var after = Number(words.after), over = false, streaming = false, misses = 0, readTo = 0, timer = 0;
    var lang = document.documentElement.lang || "ko";
    var clock = new Intl.DateTimeFormat(lang, { hour: "numeric", minute: "2-digit", timeZone: "Asia/Seoul" });
    var day = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "Asia/Seoul" });
    var isoDay = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone: "Asia/Seoul" });

    function tell(text) { if (say.textContent !== text) say.textContent = text; }

    function element(name, cls, text) {
      var made = document.createElement(name);
      if (cls) made.className = cls;
      if (text) made.textContent = text;
      return made;
    }

    function textOf(entry) {
      var body = element("p", "message-text" + (entry.removed ? " message-gone" : ""));
      if (entry.removed && !entry.text) { body.textContent = words.gone; return body; }
      entry.text.split(TAGS).forEach(function (piece) {
        if (piece) body.append(TAGS.test(piece) ? element("span", "hidden-tag", piece) : document.createTextNode(piece));
      });
      return body;
    }

    function isMine(entry) {
      return words.me ? entry.role === "member" && entry.who === words.me : false;
    }

    function nameOf(entry, mine) {
      if (entry.role === "caseworker") return words.caseworker;
      if (entry.role === "lawyer") return entry.who || words.lawyer;
      var name = entry.who || words.left;
      return mine ? words.mine.replace("{}", name) : name;
    }

    function whoOf(entry, mine) {
      var line = element("p", "message-who");
      line.append(element("span", "message-name", nameOf(entry, mine)));
      var verified = entry.role === "caseworker" ? words.verifiedCaseworker : entry.role === "lawyer" ? words.verifiedLawyer : "";
      if (verified) {
        var badge = element("span", "badge badge-info");
        badge.append(root.querySelector("#shield").content.cloneNode(true), document.createTextNode(verified));
        line.append(badge);
      }
      return line;
    }

    function footOf(entry, mine) {
      var foot = element("p", "message-foot"), time = element("time", "", clock.format(new Date(entry.at)));
      time.dateTime = entry.at;
      foot.append(time);
      if (words.one && (words.myLinks || (!mine && !entry.removed))) {
        var link = element("a", "", words.more);
        link.href = words.one + "/" + entry.seq;
        foot.append(" · ", link);
      }
      return foot;
    }

    function newDay(entry) {
      var key = isoDay.format(new Date(entry.at)), days = list.querySelectorAll("[data-day]");
      if (days.length && days[days.length - 1].dataset.day === key) return;
      var line = element("li", "message-day");
      line.dataset.day = key;
      line.append(element("span", "", day.format(new Date(entry.at))));
      list.append(line);
    }

    function atEnd() { return frame.scrollHeight - frame.scrollTop - frame.clientHeight < 80; }

    function show(entry) {
      var mine = isMine(entry), stay = !mine && !atEnd();
      var empty = list.querySelector(".messages-empty");
      if (empty) empty.remove();
      newDay(entry);
      var item = element("li", "message" + (mine ? " message-mine" : "") + (entry.role === "member" ? "" : " message-staff"));
      item.dataset.seq = entry.seq;
      item.append(whoOf(entry, mine), textOf(entry), footOf(entry, mine));
      list.append(item);
      if (!stay) frame.scrollTop = frame.scrollHeight;
    }

    function remove(about) {
      var item = list.querySelector('[data-seq="' + about + '"] .message-text');
      if (item) { item.textContent = words.gone; item.classList.add("message-gone"); }
    }

    function take(entry) {
      if (entry.seq <= after) return;
      after = entry.seq;
      if (entry.kind === "message") show(entry);
      else if (entry.kind === "removed") remove(entry.about);
      else tell(words.pinsChanged);
      read();
    }

    function read() {
      if (!words.read || document.hidden || timer || readTo === after) return;
      timer = window.setTimeout(function () {
        timer = 0; readTo = after;
        var body = new FormData(document.querySelector("[data-write]") || undefined);
        body.delete("text"); body.set("seq", String(after));
        fetch(words.read, { method: "POST", body: body, headers: { "X-Requested-With": "fetch" }, redirect: "manual" }).catch(function () {});
      }, 1500);
    }

    function end(why) { over = true; tell(why === "signed-out" ? words.signedOut : words.notInside); }

    function ended(answer) {
      if (answer.type === "opaqueredirect" || answer.status === 401) { end("signed-out"); return true; }
      if (answer.status === 403 || answer.status === 404) { end("not-inside"); return true; }
      return false;
    }

    function ask() {
      return fetch(words.news + "?after=" + after, { headers: { "X-Requested-With": "fetch" }, redirect: "manual", credentials: "same-origin" })
        .then(function (answer) {
          if (ended(answer)) return null;
          if (!answer.ok) throw new Error(String(answer.status));
          return answer.json();
        })
        .then(function (news) {
          if (!news) return null;
          misses = 0;
          if (say.textContent === words.waiting) tell("");
          news.entries.forEach(take);
          after = Math.max(after, news.last);
          return news.more ? ask() : null;
        });
    }

    function poll() {
      if (over || streaming) return;
      ask().catch(function () { misses += 1; if (misses > 1) tell(words.waiting); }).then(function () {
        if (!over && !streaming) window.setTimeout(poll, document.hidden ? SLOW_POLL : Math.min(POLL * (misses + 1), SLOW_POLL));
      });
    }

    function heard(block) {
      var kind = "", data = "";
      block.split("\n").forEach(function (line) {
        if (line.indexOf("event: ") === 0) kind = line.slice(7);
        else if (line.indexOf("data: ") === 0) data += line.slice(6);
      });
      if (kind === "entry") take(JSON.parse(data));
      else if (kind === "over") end(JSON.parse(data).why);
    }

    function listen(answer) {
      var reader = answer.body.getReader(), decoder = new TextDecoder(), kept = "";
      streaming = true; misses = 0;
      if (say.textContent === words.waiting) tell("");
      function next() {
        return reader.read().then(function (piece) {
          if (piece.done) return null;
          var blocks = (kept + decoder.decode(piece.value, { stream: true })).split("\n\n");
          kept = blocks.pop();
          blocks.forEach(heard);
          return over ? reader.cancel() : next();
        });
      }
      return next();
    }

    function stream() {
      if (over) return;
      fetch(words.stream, { headers: { "X-Requested-With": "fetch", "Last-Event-ID": String(after) }, redirect: "manual", credentials: "same-origin" })
        .then(function (answer) {
          if (ended(answer)) return "over";
          if (!answer.ok || !answer.body) return answer.body ? answer.body.cancel().then(function () { return "poll"; }) : "poll";
          return listen(answer).then(function () { return "again"; });
        })
        .catch(function () { return "again"; })
        .then(function (what) {
          streaming = false;
          if (over) return;
          if (what === "poll") { poll(); window.setTimeout(function () { stream(); }, 60000); return; }
          misses += 1;
          if (misses > 2) tell(words.waiting);
          // What was missed is asked for first; then the stream goes on behind it.
          ask().catch(function () {}).then(function () { window.setTimeout(stream, Math.min(500 * misses, 15000) + Math.random() * 500); });
        });
    }

    frame.scrollTop = frame.scrollHeight;
    if (words.stream) stream(); else if (words.news) poll();
    if (words.news) { document.addEventListener("visibilitychange", read); read(); }
    return { refresh: function () { if (words.news && !streaming) ask().catch(function () {}); }, tell: tell, words: words, end: end };
  }

  function newKey() {
    var bytes = window.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64; bytes[8] = (bytes[8] & 63) | 128;
    var hex = Array.from(bytes, function (one) { return one.toString(16).padStart(2, "0"); }).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  function Writing(form, room) {
    var box = form.querySelector("textarea"), key = form.querySelector("[name=key]"), button = form.querySelector("button");
    var note = form.querySelector("[data-private]"), noteWords = form.querySelector("[data-private-words]"), sending = false;

    function tell(text) { note.hidden = !text; noteWords.textContent = text || ""; }

    function send(event) {
      event.preventDefault();
      event.stopPropagation();
      if (sending || !box.value.trim()) return;
      sending = true; button.setAttribute("aria-disabled", "true");
      fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "room" }, redirect: "manual", credentials: "same-origin" })
        .then(function (answer) {
          if (answer.status === 400 || answer.status === 401 || answer.type === "opaqueredirect") { room.end("signed-out"); return { error: room.words.signedOut }; }
          return answer.json();
        })
        .then(function (said) {
          if (said.error || said.over) { tell(said.error || room.words.notInside); return; }
          box.value = ""; key.value = newKey(); tell(said.note); room.refresh();
        })
        .catch(function () { tell(room.words.failed); })  // the key stays: sent again, it is kept once
        .then(function () { sending = false; button.removeAttribute("aria-disabled"); box.focus(); });
    }

    form.addEventListener("submit", send);
    box.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && window.matchMedia("(hover: hover)").matches) send(event);
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var root = document.querySelector("[data-room]"), form = document.querySelector("[data-write]");
    if (!root) return;
    var room = Room(root);
    if (form) Writing(form, room);
  });
})();
