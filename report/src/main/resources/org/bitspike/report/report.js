'use strict';
/* Draws what needs drawing. Reads the JSON block `data`; writes data-ready on the document when all is drawn, data-error when not. */
window.addEventListener('error', function (e) {
  document.documentElement.dataset.error = String(e.message) + ' (line ' + e.lineno + ')';
});

(function () {
  const data = JSON.parse(document.getElementById('data').textContent);
  const byId = function (id) { return document.getElementById(id); };
  const HUES = ['#1b7f8c', '#d9822b', '#6a5acd', '#c2416b', '#5b8c2a', '#2f6fd0', '#a0692e', '#8a3fa0'];
  const HUES_DARK = ['#4fc1cc', '#f0a95b', '#a99cf5', '#ef82a5', '#9ccc65', '#7fb0ff', '#d2a06a', '#cd8fe0'];
  const dark = window.matchMedia('(prefers-color-scheme: dark)');

  function css(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
  function hue(k) { const set = dark.matches ? HUES_DARK : HUES; return set[((k % set.length) + set.length) % set.length]; }

  function bytes(text) {
    const raw = atob(text);
    const out = new Uint8Array(raw.length);
    for (let k = 0; k < raw.length; k++) { out[k] = raw.charCodeAt(k); }
    return out.buffer;
  }
  function ints(text) { return new Int32Array(bytes(text)); }
  function floats(text) { return Array.from(new Float32Array(bytes(text))); }

  function number(v) {
    const a = Math.abs(v);
    if (a !== 0 && (a < 1e-3 || a >= 1e6)) { return v.toExponential(2); }
    return String(Number(v.toPrecision(5)));
  }

  /* Long runs read best in seconds. */
  function time(millis, span) {
    const seconds = span >= 5000;
    return String(Number((seconds ? millis / 1000 : millis).toPrecision(8))) + (seconds ? ' s' : ' ms');
  }

  /* A canvas sized for the screen's pixels; drawing is in CSS pixels. */
  function surface(canvas) {
    const box = canvas.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    const width = Math.max(1, Math.round(box.width));
    const height = Math.max(1, Math.round(box.height));
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const g = canvas.getContext('2d');
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    g.clearRect(0, 0, width, height);
    g.font = '12px system-ui, sans-serif';
    return { g: g, width: width, height: height };
  }

  function niceStep(span, target) {
    const raw = span / target;
    const power = Math.pow(10, Math.floor(Math.log10(raw)));
    const lead = raw / power;
    return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
  }

  function ellipsis(g, text, width) {
    if (g.measureText(text).width <= width) { return text; }
    let end = text.length;
    while (end > 1 && g.measureText(text.slice(0, end) + '\u2026').width > width) { end--; }
    return text.slice(0, end) + '\u2026';
  }

  /* ---- rasters ---- */
  const raster = data.raster;
  const expected = unpack(raster.expected);
  const actual = unpack(raster.actual);
  const whole = Math.max(expected.durationMillis, actual.durationMillis, 1e-9);
  const view = { from: 0, to: whole };
  const GUTTER = 108;
  const AXIS = 22;

  function unpack(run) {
    const tick = ints(run.tick);
    const millis = new Float64Array(tick.length);
    for (let k = 0; k < tick.length; k++) { millis[k] = (tick[k] + 1) * run.tickMillis; }
    return { millis: millis, row: ints(run.row), durationMillis: run.durationMillis, tickMillis: run.tickMillis };
  }

  /* Height of each population: its share of the rows, but never too thin to be read. */
  function layout(height) {
    const lanes = raster.lanes.filter(function (l) { return l.rows > 0; });
    const gaps = 4 * Math.max(0, lanes.length - 1);
    const least = Math.min(26, Math.max(4, (height - gaps) / Math.max(1, lanes.length)));
    const rest = Math.max(0, height - gaps - least * lanes.length);
    let y = 0;
    return lanes.map(function (l) {
      const h = least + rest * l.rows / raster.rows;
      const place = { lane: l, y: y, h: h };
      y += h + 4;
      return place;
    });
  }

  function rowPlaces(places) {
    const y = new Float32Array(raster.rows);
    const lane = new Int16Array(raster.rows);
    places.forEach(function (p, k) {
      for (let r = 0; r < p.lane.rows; r++) {
        y[p.lane.first + r] = p.y + p.h * (r + 0.5) / p.lane.rows;
        lane[p.lane.first + r] = k;
      }
    });
    return { y: y, lane: lane };
  }

  function frame(canvas) {
    const s = surface(canvas);
    const g = s.g;
    const plot = { x: GUTTER, w: s.width - GUTTER - 8, h: s.height - AXIS - 4 };
    const places = layout(plot.h);
    g.textBaseline = 'middle';
    places.forEach(function (p) {
      const population = data.populations[p.lane.population];
      g.fillStyle = css('--faint');
      g.fillRect(plot.x, p.y, plot.w, p.h);
      g.fillStyle = hue(p.lane.population);
      g.fillRect(plot.x - 6, p.y, 3, p.h);
      if (p.h >= 9) {
        g.fillStyle = css('--soft');
        g.textAlign = 'right';
        g.fillText(ellipsis(g, population.id, GUTTER - 16), plot.x - 12, p.y + p.h / 2);
      }
    });
    const span = view.to - view.from;
    const step = niceStep(span, Math.max(3, plot.w / 110));
    g.textAlign = 'center';
    for (let t = Math.ceil(view.from / step) * step; t <= view.to + step * 1e-6; t += step) {
      const x = plot.x + (t - view.from) / span * plot.w;
      g.fillStyle = css('--line');
      g.fillRect(Math.round(x), 0, 1, plot.h);
      g.fillStyle = css('--soft');
      const label = time(t, whole);
      const half = g.measureText(label).width / 2;
      g.fillText(label, Math.min(x, s.width - half), plot.h + AXIS / 2 + 2);
    }
    return { g: g, plot: plot, places: places, rows: rowPlaces(places), span: span };
  }

  /* Marks may be larger where few spikes are in view. */
  function least() {
    let seen = 0;
    for (let k = 0; k < expected.millis.length; k++) { seen += expected.millis[k] >= view.from && expected.millis[k] <= view.to ? 1 : 0; }
    return seen < 3000 ? 2.8 : 1.3;
  }

  function markWidth(f, run, smallest) { return Math.min(6, Math.max(smallest, run.tickMillis / f.span * f.plot.w * 0.9)); }

  function drawRun(canvas, run) {
    const f = frame(canvas);
    const smallest = least();
    const w = markWidth(f, run, smallest);
    const size = f.places.map(function (p) { return Math.min(9, Math.max(smallest, p.h / p.lane.rows * 0.8)); });
    const colours = f.places.map(function (p) { return hue(p.lane.population); });
    let last = -1;
    for (let k = 0; k < run.millis.length; k++) {
      const t = run.millis[k];
      if (t < view.from || t > view.to) { continue; }
      const lane = f.rows.lane[run.row[k]];
      if (lane !== last) { f.g.fillStyle = colours[lane]; last = lane; }
      const x = f.plot.x + (t - view.from) / f.span * f.plot.w;
      f.g.fillRect(x - w / 2, f.rows.y[run.row[k]] - size[lane] / 2, w, size[lane]);
    }
    drawDivergence(f);
  }

  function drawDivergence(f) {
    const d = raster.divergence;
    if (!d || d.millis < view.from || d.millis > view.to) { return; }
    const x = f.plot.x + (d.millis - view.from) / f.span * f.plot.w;
    f.g.save();
    f.g.strokeStyle = css('--mark');
    f.g.lineWidth = 1.2;
    f.g.setLineDash([4, 3]);
    f.g.beginPath();
    f.g.moveTo(x, 0);
    f.g.lineTo(x, f.plot.h);
    f.g.stroke();
    f.g.setLineDash([]);
    if (d.row >= 0) {
      f.g.lineWidth = 2;
      f.g.beginPath();
      f.g.arc(x, f.rows.y[d.row], 6, 0, 2 * Math.PI);
      f.g.stroke();
    }
    f.g.fillStyle = css('--mark');
    const right = x + 150 < f.plot.x + f.plot.w;
    f.g.textAlign = right ? 'left' : 'right';
    const label = 'first divergence';
    const width = f.g.measureText(label).width + 8;
    f.g.globalAlpha = 0.9;
    f.g.fillStyle = css('--card');
    f.g.fillRect(right ? x + 5 : x - 5 - width, 3, width, 16);
    f.g.globalAlpha = 1;
    f.g.fillStyle = css('--mark');
    f.g.fillText(label, right ? x + 9 : x - 9, 11);
    f.g.restore();
  }

  /* Which spikes of a run the other run has too, at the same time. */
  let common = null;
  function compare() {
    if (common) { return common; }
    const same = Math.min(expected.tickMillis, actual.tickMillis) * 1e-3;
    const key = function (t, row) { return Math.round(t / same / 1000) * 4194304 + row; };
    const seen = new Set();
    for (let k = 0; k < actual.millis.length; k++) { seen.add(key(actual.millis[k], actual.row[k])); }
    const inBoth = new Set();
    const onlyExpected = [];
    for (let k = 0; k < expected.millis.length; k++) {
      const id = key(expected.millis[k], expected.row[k]);
      if (seen.has(id)) { inBoth.add(id); } else { onlyExpected.push(k); }
    }
    const onlyActual = [];
    const both = [];
    for (let k = 0; k < actual.millis.length; k++) {
      (inBoth.has(key(actual.millis[k], actual.row[k])) ? both : onlyActual).push(k);
    }
    common = { both: both, onlyExpected: onlyExpected, onlyActual: onlyActual };
    return common;
  }

  function drawDifferences(canvas) {
    const f = frame(canvas);
    const c = compare();
    const smallest = least();
    const marks = function (run, list, colour, alpha) {
      const w = markWidth(f, run, smallest);
      f.g.fillStyle = colour;
      f.g.globalAlpha = alpha;
      list.forEach(function (k) {
        const t = run.millis[k];
        if (t < view.from || t > view.to) { return; }
        const p = f.places[f.rows.lane[run.row[k]]];
        const h = Math.min(9, Math.max(smallest, p.h / p.lane.rows * 0.8));
        f.g.fillRect(f.plot.x + (t - view.from) / f.span * f.plot.w - w / 2, f.rows.y[run.row[k]] - h / 2, w, h);
      });
      f.g.globalAlpha = 1;
    };
    marks(actual, c.both, css('--expected'), 0.45);
    marks(expected, c.onlyExpected, differenceColours()[1], 0.9);
    marks(actual, c.onlyActual, differenceColours()[2], 0.9);
    drawDivergence(f);
  }
  function differenceColours() { return [css('--expected'), dark.matches ? '#f0a95b' : '#d9822b', dark.matches ? '#7fb0ff' : '#2f6fd0']; }

  let differences = false;
  function drawRasters() {
    byId('figure-raster-expected').hidden = differences;
    byId('figure-raster-actual').hidden = differences;
    byId('figure-raster-differences').hidden = !differences;
    byId('view-runs').setAttribute('aria-pressed', String(!differences));
    byId('view-differences').setAttribute('aria-pressed', String(differences));
    if (differences) {
      drawDifferences(byId('raster-differences'));
      const c = compare();
      const k = differenceColours();
      legend('raster-legend', [
        [k[0], 'in both runs: ' + c.both.length.toLocaleString('en')],
        [k[1], 'float reference only: ' + c.onlyExpected.length.toLocaleString('en')],
        [k[2], 'emulated only: ' + c.onlyActual.length.toLocaleString('en')]
      ]);
    } else {
      drawRun(byId('raster-expected'), expected);
      drawRun(byId('raster-actual'), actual);
      legend('raster-legend', raster.lanes.map(function (l) {
        const p = data.populations[l.population];
        return [hue(l.population), p.id + (p.source ? ' (input)' : '')];
      }));
    }
  }

  function legend(id, entries) {
    const list = byId(id);
    list.textContent = '';
    entries.forEach(function (entry) {
      const item = document.createElement('li');
      const swatch = document.createElement('i');
      swatch.style.background = entry[0];
      item.append(swatch, document.createTextNode(entry[1]));
      list.append(item);
    });
  }

  function look(from, to) {
    const least = Math.min(expected.tickMillis, actual.tickMillis) * 4;
    if (to - from < least) { const mid = (from + to) / 2; from = mid - least / 2; to = mid + least / 2; }
    view.from = Math.max(0, from);
    view.to = Math.min(whole, to);
    drawRasters();
  }

  function dragToZoom(canvas) {
    let start = null;
    const at = function (e) {
      const box = canvas.getBoundingClientRect();
      const share = (e.clientX - box.left - GUTTER) / (box.width - GUTTER - 8);
      return view.from + Math.min(1, Math.max(0, share)) * (view.to - view.from);
    };
    canvas.addEventListener('pointerdown', function (e) { start = { t: at(e), x: e.clientX }; canvas.setPointerCapture(e.pointerId); });
    canvas.addEventListener('pointermove', function (e) {
      if (!start) { return; }
      drawRasters();
      const g = canvas.getContext('2d');
      const box = canvas.getBoundingClientRect();
      g.globalAlpha = 0.18;
      g.fillStyle = css('--accent');
      g.fillRect(Math.min(start.x, e.clientX) - box.left, 0, Math.abs(e.clientX - start.x), box.height - AXIS);
      g.globalAlpha = 1;
    });
    canvas.addEventListener('pointerup', function (e) {
      if (start && Math.abs(e.clientX - start.x) > 4) { look(Math.min(start.t, at(e)), Math.max(start.t, at(e))); } else { drawRasters(); }
      start = null;
    });
    canvas.addEventListener('dblclick', function () { look(0, whole); });
  }

  function lookAtDivergence() {
    const d = raster.divergence;
    const half = Math.min(whole / 2, Math.max(25, 40 * Math.max(expected.tickMillis, actual.tickMillis)));
    look(d.millis - half, d.millis + half);
  }

  /* ---- line charts ---- */
  const charts = [];
  const axis = function (label) {
    return {
      stroke: css('--soft'), grid: { stroke: css('--faint'), width: 1 }, ticks: { stroke: css('--line'), width: 1 },
      font: '11px system-ui, sans-serif', labelFont: '11px system-ui, sans-serif', label: label, labelSize: label ? 16 : 0, size: label ? 44 : 28, space: label ? 30 : 70,
      values: function (u, ticks) { return ticks.map(function (t) { return label ? number(t) : time(t, whole); }); }
    };
  };

  function chart(host, title, note, columns, unit, stepped) {
    const figure = document.createElement('figure');
    const caption = document.createElement('figcaption');
    const name = document.createElement('code');
    name.textContent = title;
    caption.append(name);
    if (note) {
      const small = document.createElement('span');
      small.className = 'soft';
      small.textContent = note;
      caption.append(small);
    }
    const box = document.createElement('div');
    figure.append(caption, box);
    host.append(figure);
    const path = stepped ? uPlot.paths.stepped({ align: 1 }) : undefined;
    const show = function (u, v) { return v == null ? '-' : number(v) + (unit ? ' ' + unit : ''); };
    const options = {
      width: Math.max(200, Math.floor(figure.getBoundingClientRect().width)),
      height: 210,
      scales: { x: { time: false } },
      cursor: { drag: { x: true, y: false }, sync: { key: stepped ? 'rates' : 'traces' } },
      axes: [axis(''), axis(unit)],
      series: [
        { label: 'time', value: function (u, v) { return v == null ? '-' : number(v) + ' ms'; } },
        { label: 'float', stroke: css('--expected'), width: 2, points: { show: false }, paths: path, value: show, spanGaps: true },
        { label: 'emulated', stroke: css('--actual'), width: 1.3, points: { show: false }, paths: path, value: show, spanGaps: true }
      ],
      hooks: { draw: [function (u) { markOn(u); }] }
    };
    const plot = new uPlot(options, columns, box);
    charts.push({ plot: plot, figure: figure });
  }

  function markOn(u) {
    const d = raster.divergence;
    if (!d) { return; }
    const x = u.valToPos(d.millis, 'x', true);
    if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) { return; }
    const g = u.ctx;
    g.save();
    g.strokeStyle = css('--mark');
    g.lineWidth = window.devicePixelRatio || 1;
    g.setLineDash([4, 4]);
    g.beginPath();
    g.moveTo(x, u.bbox.top);
    g.lineTo(x, u.bbox.top + u.bbox.height);
    g.stroke();
    g.restore();
  }

  function times(series, count) {
    const x = new Array(count);
    for (let k = 0; k < count; k++) { x[k] = series.firstMillis + k * series.stepMillis; }
    return x;
  }

  function drawRates() {
    const host = byId('rates');
    host.textContent = '';
    data.rates.forEach(function (r) {
      const e = floats(r.expected);
      const x = e.map(function (v, k) { return k * r.binMillis; });
      chart(host, r.population, 'in bins of ' + number(r.binMillis) + ' ms', [x, e, floats(r.actual)], 'Hz', true);
    });
  }

  function drawTraces() {
    const host = byId('traces');
    host.textContent = '';
    data.traces.forEach(function (t) {
      const tables = [];
      [t.expected, t.actual].forEach(function (s) {
        if (s) { const v = floats(s.values); tables.push([times(s, v.length), v]); } else { tables.push([[], []]); }
      });
      const thinned = (t.expected && t.expected.thinned) || (t.actual && t.actual.thinned);
      const note = (t.expected && t.actual ? '' : t.expected ? 'float only' : 'emulated only') + (thinned ? (t.expected && t.actual ? '' : ', ') + 'extremes of every stretch' : '');
      chart(host, t.label, note, uPlot.join(tables), t.unit, false);
    });
  }

  /* ---- chip ---- */
  const chip = data.chip;
  let tiles = [];
  function drawChip() {
    const canvas = byId('chip-map');
    if (!canvas) { return; }
    const width = canvas.getBoundingClientRect().width;
    const list = [];
    const use = new Map(chip.tiles.map(function (t) { return [t.core, t]; }));
    if (chip.all) { for (let c = 0; c < chip.cores; c++) { list.push(use.get(c) || { core: c, use: [] }); } } else { chip.tiles.forEach(function (t) { list.push(t); }); }
    const most = 72;
    const gap = list.length > 200 ? 3 : 6;
    let size = most;
    let columns = 1;
    for (; size > 8; size--) {
      columns = Math.max(1, Math.floor((width + gap) / (size + gap)));
      if (Math.ceil(list.length / columns) * (size + gap) <= 340) { break; }
    }
    columns = Math.min(columns, list.length);
    let rows = Math.ceil(list.length / columns);
    const places = chip.map ? chip.map.places : null;
    if (places) {
      columns = 1 + Math.max.apply(null, places.map(function (p) { return p[0]; }));
      rows = 1 + Math.max.apply(null, places.map(function (p) { return p[1]; }));
      size = Math.max(8, Math.min(most, Math.floor((width + gap) / columns) - gap));
    }
    canvas.style.height = rows * (size + gap) + 'px';
    const s = surface(canvas);
    tiles = [];
    list.forEach(function (t, k) {
      const x = (places ? places[t.core][0] : k % columns) * (size + gap);
      const y = (places ? places[t.core][1] : Math.floor(k / columns)) * (size + gap);
      s.g.fillStyle = css('--faint');
      s.g.strokeStyle = css('--line');
      s.g.lineWidth = 1;
      s.g.beginPath();
      s.g.roundRect(x + 0.5, y + 0.5, size - 1, size - 1, Math.min(6, size / 6));
      s.g.fill();
      s.g.save();
      s.g.clip();
      let base = y + size;
      t.use.forEach(function (u) {
        const h = Math.max(u[2] > 0 ? 1.5 : 0, u[2] / chip.circuits * size);
        s.g.fillStyle = hue(u[0]);
        s.g.fillRect(x, base - h, size, h);
        base -= h;
      });
      s.g.restore();
      s.g.stroke();
      if (size >= 34) {
        s.g.fillStyle = css('--soft');
        s.g.textAlign = 'left';
        s.g.textBaseline = 'top';
        s.g.font = '10px system-ui, sans-serif';
        if (base - y > 16) { s.g.fillText(String(t.core), x + 5, y + 4); }
      }
      if (places && places[t.core][2] > 0) {
        s.g.strokeStyle = css('--bad');
        s.g.lineWidth = 2;
        s.g.strokeRect(x + 1, y + 1, size - 2, size - 2);
      }
      tiles.push({ x: x, y: y, size: size, tile: t });
    });
    if (places && chip.map.routes.length > 0) {
      const largest = chip.map.routes[0][2];
      s.g.save();
      s.g.strokeStyle = css('--ink');
      s.g.globalAlpha = chip.map.routes.length > 100 ? 0.15 : 0.4;
      chip.map.routes.forEach(function (r) {
        const a = tiles[r[0]];
        const b = tiles[r[1]];
        s.g.lineWidth = Math.max(0.5, 3 * r[2] / largest);
        s.g.beginPath();
        s.g.moveTo(a.x + size / 2, a.y + size / 2);
        s.g.lineTo(b.x + size / 2, b.y + size / 2);
        s.g.stroke();
      });
      s.g.restore();
    }
    const shown = [];
    data.populations.forEach(function (p, k) {
      if (chip.tiles.some(function (t) { return t.use.some(function (u) { return u[0] === k; }); })) { shown.push([hue(k), p.id]); }
    });
    if (chip.all && chip.tiles.length < chip.cores) { shown.push([css('--line'), 'empty']); }
    legend('chip-legend', shown);
  }

  let chosen = -1;
  function tell(k) {
    const tip = byId('chip-tip');
    chosen = k;
    if (k < 0 || k >= tiles.length) { tip.hidden = true; return; }
    const t = tiles[k];
    let taken = 0;
    const lines = t.tile.use.map(function (u) {
      taken += u[2];
      return data.populations[u[0]].id + ': ' + u[1] + (u[1] === 1 ? ' neuron on ' : ' neurons on ') + u[2] + ' circuits';
    });
    if (chip.map) {
      lines.push(chip.map.places[t.tile.core][2] + ' synapses lost');
      let arrive = 0;
      let leave = 0;
      chip.map.routes.forEach(function (r) { if (r[0] === t.tile.core) { leave++; } if (r[1] === t.tile.core) { arrive++; } });
      lines.push('routes from ' + arrive + ' cores, to ' + leave + ' cores');
    }
    tip.textContent = ['Core ' + t.tile.core + ': ' + taken + ' of ' + chip.circuits + ' circuits'].concat(lines).join('\n');
    tip.hidden = false;
    const width = byId('chip-map').getBoundingClientRect().width;
    tip.style.left = Math.min(t.x, Math.max(0, width - 250)) + 'px';
    tip.style.top = t.y + t.size + 6 + 'px';
  }

  function hoverChip() {
    const canvas = byId('chip-map');
    if (!canvas) { return; }
    canvas.addEventListener('pointermove', function (e) {
      const box = canvas.getBoundingClientRect();
      const x = e.clientX - box.left;
      const y = e.clientY - box.top;
      tell(tiles.findIndex(function (t) { return x >= t.x && x < t.x + t.size && y >= t.y && y < t.y + t.size; }));
    });
    canvas.addEventListener('pointerleave', function () { tell(-1); });
    canvas.addEventListener('blur', function () { tell(-1); });
    canvas.addEventListener('keydown', function (e) {
      const move = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
      if (move) { e.preventDefault(); tell(Math.min(tiles.length - 1, Math.max(0, chosen + move))); }
    });
  }

  /* ---- the rest ---- */
  function download() {
    const link = byId('download-losses');
    if (!link) { return; }
    link.addEventListener('click', function () {
      const text = JSON.stringify(data.losses, null, 1);
      link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    });
  }

  function drawLines() {
    charts.forEach(function (c) { c.plot.destroy(); });
    charts.length = 0;
    drawRates();
    drawTraces();
  }
  function drawAll() { drawRasters(); drawLines(); drawChip(); }

  byId('view-runs').addEventListener('click', function () { differences = false; drawRasters(); });
  byId('view-differences').addEventListener('click', function () { differences = true; drawRasters(); });
  byId('zoom-out').addEventListener('click', function () { look(0, whole); });
  if (raster.divergence) {
    byId('zoom-divergence').addEventListener('click', lookAtDivergence);
    const show = byId('show-divergence');
    if (show) { show.addEventListener('click', lookAtDivergence); }
  } else {
    byId('zoom-divergence').hidden = true;
  }
  ['raster-expected', 'raster-actual', 'raster-differences'].forEach(function (id) { dragToZoom(byId(id)); });
  hoverChip();
  download();
  drawAll();
  dark.addEventListener('change', drawAll);
  let waiting = 0;
  let width = window.innerWidth;
  window.addEventListener('resize', function () {
    if (window.innerWidth === width) { return; }
    width = window.innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 150);
  });
  window.addEventListener('beforeprint', function () { document.querySelectorAll('details').forEach(function (d) { d.dataset.was = d.open; d.open = true; }); });
  window.addEventListener('afterprint', function () { document.querySelectorAll('details').forEach(function (d) { d.open = d.dataset.was === 'true'; }); });
  document.documentElement.dataset.ready = 'true';
})();
