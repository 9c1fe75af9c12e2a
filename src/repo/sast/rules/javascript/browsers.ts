import type { Framework } from '../../rule.ts';

const page = '{page,?page,**.newPage(),**.page,phantom.Page()}';

/** Browsers without a window, and programs that make PDFs and pictures of pages. */
export const browsers: Framework = {
  id: 'browsers',
  title: 'Headless browsers',
  description: 'Addresses, markup and script given to Puppeteer, Playwright, PhantomJS, wkhtmltopdf.',
  languages: ['javascript', 'typescript'],
  modules: [
    'puppeteer',
    'puppeteer-core',
    'playwright',
    'playwright-core',
    '@playwright/test',
    'phantom',
    'wkhtmltopdf',
    'wkhtmltoimage',
    'chrome-remote-interface',
    'html-pdf',
    'html-pdf-node',
    'selenium-webdriver',
    'webdriverio',
  ],
  types: [
    { result: 'phantom.create().createPage()', is: 'phantom.Page()' },
    { result: 'puppeteer.Page()', is: 'page' },
    { result: '{playwright,playwright-core,@playwright/test}.Page()', is: 'page' },
  ],
  sinks: [
    { class: 'ssrf', call: `${page}.{goto,navigate,openUrl,open}`, args: [0], part: 'start' },
    { class: 'xss', call: `${page}.{setContent,property}`, args: [0, 1], severity: 'high' },
    {
      class: 'code-injection',
      call: `${page}.{evaluate,evaluateHandle,evaluateOnNewDocument,addInitScript,evaluateJavaScript,evaluateAsync,$eval,$$eval}`,
      args: [0],
      unless: { arg: 0, shape: 'function' },
    },
    {
      class: 'code-injection',
      call: `${page}.{evaluate,evaluateHandle,evaluateOnNewDocument,addInitScript,evaluateJavaScript,evaluateAsync}`,
      args: [1],
      severity: 'low',
    },
    { class: 'code-injection', call: `${page}.{addScriptTag,addStyleTag}`, args: ['*.content', '*.url'] },
    {
      class: 'ssrf',
      call: '{wkhtmltopdf,wkhtmltoimage,wkhtmltoimage.generate,html-pdf.create,html-pdf-node.generatePdf}',
      args: [0, '*.url', '*.content'],
    },
    {
      class: 'code-injection',
      call: '{chrome-remote-interface,**}.Runtime.{evaluate,compileScript,callFunctionOn}',
      args: ['*.expression', '*.functionDeclaration'],
    },
    { class: 'ssrf', call: '{chrome-remote-interface,**}.Page.navigate', args: ['*.url'], part: 'start' },
    { class: 'xss', call: '**.Page.setDocumentContent', args: ['*.html'] },
    { class: 'ssrf', call: '{selenium-webdriver.Builder().build(),?driver}.get', args: [0], part: 'start' },
  ],
  matches: [
    {
      class: 'exposed-service',
      call: '{puppeteer,puppeteer-core,playwright.*,playwright-core.*}.launch',
      when: { arg: '*.args', has: /--remote-debugging-(?:address=0\.0\.0\.0|port)/ },
      title: 'The debugger of the browser is open to the network',
    },
    {
      class: 'unsafe-reflection',
      call: '{puppeteer,puppeteer-core}.launch',
      when: { arg: '*.args', has: /--disable-web-security/ },
      title: 'The browser has its protections switched off',
      severity: 'low',
    },
  ],
  examples: [
    {
      class: 'ssrf',
      bad: `const puppeteer = require('puppeteer');
exports.shot = async (req, res) => {
  const browser = await puppeteer.launch();
  const page = await browser.newPage();
  await page.goto(req.query.url); // FLAW
  res.json({ ok: true });
};`,
      good: `const puppeteer = require('puppeteer');
exports.shot = async (req, res) => {
  const browser = await puppeteer.launch();
  const page = await browser.newPage();
  await page.goto('https://app.example/report/' + encodeURIComponent(req.query.id));
  res.json({ ok: true });
};`,
    },
  ],
};
