const { execFile, exec } = require('node:child_process');
const path = require('node:path');
const express = require('express');
const store = require('./store');

const app = express();
const pictures = path.resolve(__dirname, 'pictures');

// The name goes through store.findByName into the text of a statement.
app.get('/products', async (req, res) => {
  res.json(await store.findByName(req.query.name));
});

// The safe twin: the value is bound.
app.get('/products/:id', async (req, res) => {
  res.json(await store.findById(req.params.id));
});

app.get('/search', (req, res) => {
  res.send('<h1>Results for ' + req.query.q + '</h1>');
});

app.post('/thumbnails', (req, res) => {
  exec('convert ' + req.query.picture + ' -resize 80 out.png', () => res.sendStatus(204));
});

// The safe twin: no shell, and the file is one of a list.
const known = ['chair.png', 'table.png'];
app.post('/previews', (req, res) => {
  if (!known.includes(req.query.picture)) return res.sendStatus(404);
  execFile('convert', [path.join(pictures, req.query.picture), 'out.png'], () => res.sendStatus(204));
});

app.get('/continue', (req, res) => {
  res.redirect(req.query.next);
});

app.listen(3000, '127.0.0.1');
