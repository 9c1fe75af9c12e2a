import type { Framework } from '../../rule.ts';

const windows = 'electron.{BrowserWindow,BrowserView,WebContentsView}';

/** Electron: pages with the powers of Node (https://www.electronjs.org/docs/latest/tutorial/security). */
export const electron: Framework = {
  id: 'electron',
  title: 'Electron',
  description: 'Windows with the powers of Node, protections that are off, links opened by the system.',
  languages: ['javascript', 'typescript'],
  modules: ['electron'],
  types: [
    {
      handler: 'electron.ipcMain.{on,handle,once}',
      arg: 1,
      params: [null, 'electron.Message()', 'electron.Message()'],
    },
  ],
  sources: [{ name: 'electron.Message()', what: 'message of a page' }],
  sinks: [
    { class: 'open-redirect', call: 'electron.shell.openExternal', args: [0], part: 'start' },
    {
      class: 'ssrf',
      call: `{${windows}(),?win,?mainWindow}.{loadURL,webContents.loadURL}`,
      args: [0],
      part: 'start',
    },
    { class: 'code-injection', call: '**.webContents.executeJavaScript', args: [0] },
  ],
  matches: [
    {
      class: 'unsafe-reflection',
      call: windows,
      when: {
        any: [
          { arg: '*.webPreferences.nodeIntegration', is: [true] },
          { arg: '*.webPreferences.contextIsolation', is: [false] },
          { arg: '*.webPreferences.nodeIntegrationInWorker', is: [true] },
          { arg: '*.webPreferences.enableRemoteModule', is: [true] },
          { arg: '*.webPreferences.sandbox', is: [false] },
        ],
      },
      title: 'Pages have the powers of the program',
      severity: 'medium',
    },
    {
      class: 'tls-verification-disabled',
      call: windows,
      when: {
        any: [
          { arg: '*.webPreferences.webSecurity', is: [false] },
          { arg: '*.webPreferences.allowRunningInsecureContent', is: [true] },
        ],
      },
      title: 'Protections of pages are switched off',
    },
    {
      class: 'tls-verification-disabled',
      call: 'electron.app.commandLine.appendSwitch',
      when: { arg: 0, matches: /^(?:ignore-certificate-errors|disable-web-security)$/ },
    },
  ],
  examples: [
    {
      class: 'unsafe-reflection',
      bad: `const { BrowserWindow } = require('electron');
exports.open = () => new BrowserWindow({ webPreferences: { nodeIntegration: true } }); // FLAW`,
      good: `const { BrowserWindow } = require('electron');
exports.open = () => new BrowserWindow({ webPreferences: { contextIsolation: true } });`,
    },
  ],
};
