// Opens pages in a real Chromium and tells as JSON what a person, a keyboard and axe-core meet.
// node check.mjs CHROMIUM SANDBOX(true|false) PAGE...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [executablePath, sandbox, ...pages] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
];

/** What takes the focus, in a word that is the same for the same element. */
const focusables = () => {
  const shown = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const all = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter(shown);
  all.forEach((element, i) => (element.dataset.number = i));
  return all.length;
};

async function look(browser, file, how) {
  const page = await browser.newPage(how);
  const found = { page: file, scheme: how.colorScheme, requests: [], console: [], dialogs: 0 };
  const own = pathToFileURL(file).href;
  page.on('request', (request) => request.url() === own || found.requests.push(request.url()));
  page.on('console', (message) => found.console.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => found.console.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => (found.dialogs++, dialog.dismiss()));
  await page.goto(own);

  found.sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  found.text = await page.evaluate(() => document.body.innerText);
  found.elements = await page.evaluate(() =>
    ['script', 'img', 'iframe', 'object', 'link'].filter((name) => document.querySelector(name)));

  found.focusable = await page.evaluate(focusables);
  const reached = [];
  for (let i = 0; i <= found.focusable; i++) {
    await page.keyboard.press('Tab');
    const number = await page.evaluate(() => document.activeElement?.dataset.number);
    if (number === undefined) break;
    reached.push(Number(number));
  }
  found.reached = reached;

  // The way of a keyboard: over the skip link to the incidents, and a summary closed by Enter.
  await page.reload();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  found.skippedTo = await page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press('Tab');
  const open = () => page.evaluate(() => document.activeElement?.parentElement?.open);
  found.openBefore = await open();
  await page.keyboard.press('Enter');
  found.openAfter = await open();
  await page.keyboard.press('Enter');

  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  found.axe = result.violations.map(
    (v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(' | ')}`);
  found.axePasses = result.passes.length;
  await page.close();
  return found;
}

const args = ['--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run'];
const browser = await chromium.launch({
  executablePath, headless: true, chromiumSandbox: sandbox === 'true', args,
});
try {
  const found = [];
  for (const file of pages) {
    for (const how of looks) {
      found.push(await look(browser, file, how));
    }
  }
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
}
