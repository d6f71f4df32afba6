// Draws the recording line by line over its words, plays it, and switches the language. The page reads and prints
// without this script.
"use strict";
(() => {
  const $ = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const read = (id) => JSON.parse($(id).textContent);
  const data = read("#data");
  const messages = read("#messages");
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const wave = { step: data.wave.step, low: new Int8Array(bytes(data.wave.low).buffer), high: new Int8Array(bytes(data.wave.high).buffer) };
  const pitch = { ...data.pitch, hz: new Uint16Array(bytes(data.pitch.hz).buffer) };
  const spoken = all("#words .w");
  const words = spoken.map((element) => ({
    element, text: element.textContent.trim(), start: +element.dataset.s, end: +element.dataset.e,
    mark: ["filler", "slip", "repeat", "weak", "doubtful"].find((mark) => element.classList.contains(mark)),
  }));
  const audio = $("#audio");
  const sheet = $("#sheet");
  let now = 0;
  let until = Infinity;

  // ---- language -------------------------------------------------------------------------------------------------
  const clock = (seconds) => {
    const whole = Math.max(0, Math.floor(seconds)), rest = String(whole % 60).padStart(2, "0"), minutes = Math.floor(whole / 60);
    return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
  };
  const say = (language, key, values) => (messages[language][key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  function speak(language) {
    document.documentElement.lang = language;
    for (const element of all("[data-t]")) {
      element.textContent = say(language, element.dataset.t, element.dataset.a ? JSON.parse(element.dataset.a) : {});
    }
    for (const element of all("[data-t-label]")) element.setAttribute("aria-label", say(language, element.dataset.tLabel, {}));
    for (const button of all("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === language));
    label();
  }
  function label() {
    const verb = document.body.classList.contains("playing") ? "pause" : "play";
    $("#play")?.setAttribute("aria-label", say(document.documentElement.lang, verb, {}));
    for (const button of all(".moment")) {
      const key = audio ? "play" : "show";
      button.setAttribute("aria-label", `${say(document.documentElement.lang, key, { time: "" }).trim()} ${button.textContent.trim()}`);
    }
  }

  // ---- the sheet ------------------------------------------------------------------------------------------------
  const STAFF = 104, ROW = 21, TOP = 4, PX_PER_SECOND = 104, NUDGE = 12;
  let rows = [], perRow = 10, width = 0;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const firstAt = (list, time) => { // index of the first entry that ends after `time`
    let low = 0, high = list.length;
    while (low < high) { const middle = (low + high) >> 1; if (list[middle].end > time) high = middle; else low = middle + 1; }
    return low;
  };
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) draw(target.row); else if (rows.length > 30) target.row.canvas.width = 0;
    }
  }, { rootMargin: "400px" });

  function lay() {
    const wide = sheet.clientWidth;
    if (!wide || wide === width) return;
    width = wide;
    watch.disconnect();
    const about = Math.max(3, width / PX_PER_SECOND);
    const count = Math.max(1, Math.ceil(data.seconds / about));
    // Lines of equal length; a short recording is not blown up to a whole line.
    perRow = count > 1 ? data.seconds / count : Math.max(data.seconds, about * 0.5);
    rows = Array.from({ length: count }, (_, index) => {
      const element = document.createElement("div"), canvas = document.createElement("canvas");
      element.className = "line-row";
      element.append(canvas);
      const row = { element, canvas, start: index * perRow, placed: place(index * perRow) };
      row.height = TOP + STAFF + 20 + Math.max(1, row.placed.lanes) * ROW;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${row.height}px`;
      element.row = row;
      element.addEventListener("click", (event) => go(row.start + (event.clientX - element.getBoundingClientRect().left) / width * perRow, true));
      return row;
    });
    sheet.replaceChildren(...rows.map((row) => row.element));
    rows.forEach((row) => watch.observe(row.element));
    show();
  }

  const pen = document.createElement("canvas").getContext("2d");
  const face = (word) => `${word.mark === "doubtful" ? "italic " : ""}16px ${colour("serif")}`;

  // Each word below the moment it was said, in the first lane where it has room, nudged by a few pixels where that helps.
  function place(start) {
    const lanes = [], placed = [];
    for (let index = firstAt(words, start); index < words.length && words[index].start < start + perRow; index++) {
      const word = words[index];
      if (word.start < start && index > 0 && start > 0) continue;
      pen.font = face(word);
      const measured = Math.min(pen.measureText(word.text).width, width);
      const at = Math.min((word.start - start) / perRow * width, width - measured);
      let lane = lanes.findIndex((end) => end + 5 <= Math.min(at + NUDGE, width - measured));
      if (lane < 0) lane = lanes.length;
      const x = Math.max(at, (lanes[lane] ?? -9) + 5);
      lanes[lane] = x + measured;
      placed.push({ word, x, lane, measured });
    }
    return { words: placed, lanes: lanes.length };
  }

  function draw(row) {
    const ratio = Math.min(window.devicePixelRatio || 1, 3), { canvas } = row, end = row.start + perRow;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(row.height * ratio);
    const g = canvas.getContext("2d");
    g.scale(ratio, ratio);
    const x = (time) => (time - row.start) / perRow * width;
    const last = Math.min(width, x(data.seconds));
    drawPauses(g, row.start, end, x);
    drawScale(g, row.start, end, x, last);
    drawWave(g, row.start, end, x);
    drawPitch(g, row.start, end, x);
    drawWords(g, row);
  }

  function drawPauses(g, start, end, x) {
    g.font = `12px ${colour("sans")}`;
    g.textAlign = "center";
    for (const [from, to, inside] of data.pauses) {
      if (to <= start || from >= end) continue;
      const left = Math.max(0, x(from)), right = Math.min(width, x(to));
      g.fillStyle = colour(inside ? "pause-in" : "pause");
      g.fillRect(left, TOP, right - left, STAFF);
      if (inside) {
        g.strokeStyle = colour("in-edge");
        g.setLineDash([3, 3]);
        g.strokeRect(left + 0.5, TOP + 0.5, right - left - 1, STAFF - 1);
        g.setLineDash([]);
      }
      if (to - from >= 0.5 && right - left > 26) {
        g.fillStyle = colour(inside ? "in-edge" : "soft");
        g.fillText((to - from).toFixed(1) + " s", (left + right) / 2, TOP + 15);
      }
    }
    g.textAlign = "left";
  }

  function drawScale(g, start, end, x, last) {
    g.fillStyle = colour("rule");
    g.fillRect(0, TOP + STAFF, last, 1);
    g.font = `11px ${colour("sans")}`;
    for (let second = Math.ceil(start); second < Math.min(end, data.seconds); second++) {
      const at = x(second), long = second % 5 === 0 || second === Math.ceil(start);
      g.fillStyle = colour(long ? "soft" : "rule");
      g.fillRect(at, TOP + STAFF, 1, long ? 6 : 3);
      if (long && at < width - 30) g.fillText(clock(second), at + 4, TOP + STAFF + 13);
    }
  }

  function drawWave(g, start, end, x) {
    const from = Math.max(0, Math.floor(start / wave.step)), to = Math.min(wave.high.length, Math.ceil(end / wave.step) + 1);
    const middle = TOP + STAFF / 2, scale = STAFF / 2 * 0.92 / 127;
    g.fillStyle = colour("wave");
    g.beginPath();
    for (let point = from; point < to; point++) g.lineTo(x((point + 0.5) * wave.step), middle - Math.max(wave.high[point] * scale, 0.5));
    for (let point = to - 1; point >= from; point--) g.lineTo(x((point + 0.5) * wave.step), middle - Math.min(wave.low[point] * scale, -0.5));
    g.fill();
  }

  function drawPitch(g, start, end, x) {
    const from = Math.max(0, Math.floor((start - pitch.start) / pitch.step)), to = Math.min(pitch.hz.length, Math.ceil((end - pitch.start) / pitch.step) + 1);
    const range = Math.log(pitch.high / pitch.low);
    const y = (hz) => TOP + STAFF - 6 - Math.min(1, Math.max(0, Math.log(hz / 10 / pitch.low) / range)) * (STAFF - 12);
    for (const [style, weight] of [["card", 5], ["pitch", 2.25]]) {
      g.strokeStyle = colour(style);
      g.lineWidth = weight;
      g.lineJoin = g.lineCap = "round";
      g.beginPath();
      let down = false;
      for (let frame = from; frame < to; frame++) {
        const hz = pitch.hz[frame], at = x(pitch.start + frame * pitch.step);
        if (hz && down && Math.abs(Math.log2(hz / pitch.hz[frame - 1])) < 0.4) g.lineTo(at, y(hz));
        else if (hz) { g.moveTo(at, y(hz)); g.lineTo(at, y(hz)); }
        down = hz > 0;
      }
      g.stroke();
    }
  }

  function drawWords(g, row) {
    for (const { word, x: at, lane, measured } of row.placed.words) {
      const base = TOP + STAFF + 20 + lane * ROW + 14;
      g.font = face(word);
      g.direction = document.dir || "ltr";
      if (word.mark === "filler") {
        g.fillStyle = colour("filler-back");
        g.fillRect(at - 2, base - 14, measured + 4, 19);
      }
      g.fillStyle = word.mark === "filler" ? colour("filler") : word.mark === "doubtful" || data.estimated ? colour("soft") : colour("ink");
      g.fillText(word.text, at, base);
      underline(g, word.mark, at, base + 4, measured);
    }
  }

  function underline(g, mark, x, y, length) {
    if (!mark || mark === "doubtful") return;
    g.strokeStyle = colour(mark);
    g.lineWidth = 1.75;
    g.setLineDash({ repeat: [2, 3], weak: [6, 3] }[mark] ?? []);
    g.beginPath();
    if (mark === "slip") for (let at = 0; at <= length; at++) g.lineTo(x + at, y + Math.sin(at * 0.9) * 1.6);
    else { g.moveTo(x, y); g.lineTo(x + length, y); }
    if (mark === "filler") { g.moveTo(x, y + 3); g.lineTo(x + length, y + 3); }
    g.stroke();
    g.setLineDash([]);
  }

  // ---- moving about ---------------------------------------------------------------------------------------------
  const head = document.createElement("div");
  head.className = "head-line";
  let said = null, shownRow = null;
  function show() {
    const row = rows[Math.min(rows.length - 1, Math.max(0, Math.floor(now / perRow)))];
    if (row) {
      if (head.parentNode !== row.element) row.element.append(head);
      head.style.height = `${TOP + STAFF}px`;
      head.style.transform = `translateX(${((now - row.start) / perRow * width).toFixed(1)}px)`;
      if (row !== shownRow && audio && !audio.paused && sheet.scrollHeight > sheet.clientHeight + 4) sheet.scrollTop = row.element.offsetTop - sheet.offsetTop - 60;
      shownRow = row;
    }
    const word = words[firstAt(words, now)];
    const element = word && word.start <= now + 0.02 ? word.element : null;
    if (element !== said) { said?.classList.remove("said"); element?.classList.add("said"); said = element; }
    if ($("#now")) { $("#now").textContent = clock(now); $("#position").value = now; }
  }
  function go(time, play, end = Infinity) {
    now = Math.min(Math.max(0, time), data.seconds);
    until = end;
    if (audio) { audio.currentTime = now; if (play) audio.play().catch(() => {}); }
    show();
  }
  function reveal() {
    const row = rows[Math.min(rows.length - 1, Math.floor(now / perRow))];
    if (sheet.scrollHeight > sheet.clientHeight + 4) sheet.scrollTop = row.element.offsetTop - sheet.offsetTop - 60;
    const box = (row ?? sheet).element?.getBoundingClientRect();
    if (box && (box.top < 0 || box.bottom > innerHeight)) row.element.scrollIntoView({ block: "center" });
  }
  for (const button of all(".moment")) {
    button.addEventListener("click", () => { go(+button.dataset.s, true, +button.dataset.e + 0.25); if (!audio) reveal(); });
  }
  $(".overview")?.addEventListener("click", (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    go((event.clientX - box.left) / box.width * data.seconds, true);
    reveal();
  });

  // One tab stop for all words; arrows move inside.
  let current = 0;
  spoken.forEach((element, index) => { element.tabIndex = index ? -1 : 0; element.setAttribute("role", "button"); });
  function focus(index) {
    spoken[current].tabIndex = -1;
    current = Math.min(Math.max(0, index), spoken.length - 1);
    spoken[current].tabIndex = 0;
    spoken[current].focus();
  }
  $("#words")?.addEventListener("click", (event) => {
    const index = spoken.indexOf(event.target.closest(".w"));
    if (index >= 0) { go(words[index].start, true); spoken[current].tabIndex = -1; spoken[index].tabIndex = 0; current = index; }
  });
  $("#words")?.addEventListener("keydown", (event) => {
    const move = { ArrowRight: current + 1, ArrowLeft: current - 1, ArrowDown: current + 10, ArrowUp: current - 10, Home: 0, End: spoken.length - 1 }[event.key];
    if (move !== undefined) { event.preventDefault(); focus(move); }
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); go(words[current].start, true); }
  });

  // ---- sound ----------------------------------------------------------------------------------------------------
  if (audio) {
    const source = $("#recording");
    audio.src = URL.createObjectURL(new Blob([bytes(source.textContent)], { type: source.dataset.mime }));
    $(".player").hidden = false;
    $("#position").max = data.seconds;
    $("#length").textContent = clock(data.seconds);
    $("#play").addEventListener("click", () => { until = Infinity; if (audio.paused) audio.play().catch(() => {}); else audio.pause(); });
    $("#position").addEventListener("input", (event) => go(+event.target.value, false));
    const tick = () => {
      now = audio.currentTime;
      if (now >= until) { audio.pause(); until = Infinity; }
      show();
      if (!audio.paused) requestAnimationFrame(tick);
    };
    const state = () => { document.body.classList.toggle("playing", !audio.paused); label(); };
    audio.addEventListener("play", () => { state(); requestAnimationFrame(tick); });
    audio.addEventListener("pause", state);
    audio.addEventListener("ended", state);
  }

  // ---- begin ----------------------------------------------------------------------------------------------------
  document.documentElement.classList.add("scripted-page");
  sheet.hidden = data.seconds <= 0;
  for (const button of all("[data-lang]")) button.addEventListener("click", () => speak(button.dataset.lang));
  const wanted = (navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2)).find((tag) => tag in messages);
  speak(document.documentElement.dataset.language === "browser" ? wanted ?? "en" : document.documentElement.lang);
  new ResizeObserver(lay).observe(sheet);
  lay();
  const again = () => rows.forEach((row) => { if (row.canvas.width) draw(row); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
})();
