(function () {
  'use strict';
  var root = document.documentElement;
  var narrow = window.matchMedia('(max-width: 1100px)');
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  var theme = JSON.parse(document.getElementById('chart-theme').textContent);
  var words = JSON.parse(document.getElementById('words').textContent);
  var chosen = null;

  function remembered() {
    try { return window.localStorage.getItem('theriac-theme'); } catch (refused) { return null; }
  }
  function remember(value) {
    try { window.localStorage.setItem('theriac-theme', value); } catch (refused) { /* a page opened from a file may have no storage */ }
  }
  function applyTheme() {
    var now = chosen || (dark.matches ? 'dark' : 'light');
    root.setAttribute('data-theme', now);
    var button = document.querySelector('.theme');
    button.textContent = words[now === 'dark' ? 'Light colours' : 'Dark colours'];
    button.hidden = false;
  }

  function contents() {
    var details = document.querySelector('.contents details');
    function fit() { details.open = !narrow.matches; }
    narrow.addEventListener('change', fit);
    fit();
    details.addEventListener('click', function (event) {
      if (narrow.matches && event.target.closest('a')) { details.open = false; }
      if (!narrow.matches && event.target.closest('summary')) { event.preventDefault(); }
    });
    if (!window.IntersectionObserver) { return; }
    var links = {};
    document.querySelectorAll('.contents a').forEach(function (link) { links[link.hash.slice(1)] = link; });
    var seen = new Set();
    var sections = Array.prototype.slice.call(document.querySelectorAll('main section[id]'));
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { seen[entry.isIntersecting ? 'add' : 'delete'](entry.target); });
      var current = sections.find(function (section) { return seen.has(section); });
      if (!current) { return; }
      sections.forEach(function (section) {
        var link = links[section.id];
        if (link && section === current) { link.setAttribute('aria-current', 'true'); }
        else if (link) { link.removeAttribute('aria-current'); }
      });
    }, { rootMargin: '-8% 0px -55% 0px' });
    sections.forEach(function (section) { observer.observe(section); });
  }

  /* Figures stay on one line in tables that have the room: a median must not stand in two lines because its heading is short. */
  function tables() {
    function fit() {
      document.querySelectorAll('.scroll').forEach(function (box) {
        box.classList.add('whole');
        if (box.scrollWidth > box.clientWidth) { box.classList.remove('whole'); }
      });
    }
    window.addEventListener('resize', fit);
    fit();
  }

  function draw(chart) {
    var specification = JSON.parse(document.getElementById(chart.dataset.specification).textContent);
    var least = (specification.usermeta || {}).least_width;
    var canvas = document.createElement('div');
    if (least) { canvas.style.minWidth = least + 'px'; }
    chart.appendChild(canvas);
    var config = Object.assign({}, theme, { legend: Object.assign({ columns: canvas.clientWidth < 480 ? 2 : 4 }, theme.legend) });
    return vegaEmbed(canvas, specification, {
      config: config,
      renderer: 'svg',
      ast: true,
      actions: { export: { svg: true, png: true }, source: false, compiled: false, editor: false },
      downloadFileName: chart.dataset.name,
      scaleFactor: { png: 3, svg: 1 },
      i18n: { PNG_ACTION: words['Save as PNG'], SVG_ACTION: words['Save as SVG'], CLICK_TO_VIEW_ACTIONS: words['Save this chart'] }
    }).catch(function (failure) {
      canvas.className = 'failed';
      canvas.textContent = words['This chart could not be drawn:'] + ' ' + failure.message;
    });
  }

  root.classList.add('scripted');
  chosen = remembered();
  applyTheme();
  dark.addEventListener('change', applyTheme);
  document.querySelector('.theme').addEventListener('click', function () {
    chosen = root.getAttribute('data-theme') === 'dark' ? 'light' : 'dark';
    remember(chosen);
    applyTheme();
  });
  contents();
  tables();
  var charts = Array.prototype.slice.call(document.querySelectorAll('.chart'));
  charts.reduce(function (before, chart) { return before.then(function () { return draw(chart); }); }, Promise.resolve())
    .then(function () { root.setAttribute('data-charts', 'drawn'); });
}());
