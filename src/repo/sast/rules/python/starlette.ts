import type { Framework } from '../../rule.ts';

const request =
  '{fastapi.Request(),fastapi.requests.Request(),starlette.requests.Request(),fastapi.WebSocket(),starlette.websockets.WebSocket()}';
const response = '{fastapi,starlette}.{Response,responses.Response,responses.HTMLResponse}';

/** https://www.starlette.io/requests/, https://fastapi.tiangolo.com/reference/parameters/ */
export const starlette: Framework = {
  id: 'starlette',
  title: 'FastAPI and Starlette',
  description: 'Requests, parameters and responses of FastAPI and Starlette.',
  languages: ['python'],
  modules: ['fastapi', 'starlette'],
  types: [{ named: ['request'], params: ['starlette.requests.Request()'] }],
  sources: [
    { name: `${request}.query_params`, what: 'the query string' },
    { name: `${request}.{json,body,form,stream,receive_text,receive_json,receive_bytes}`, what: 'the body' },
    { name: `${request}.headers`, what: 'a header' },
    { name: `${request}.cookies`, what: 'a cookie' },
    { name: `${request}.path_params`, what: 'the path' },
    { annotated: 'fastapi.{Query,Path,Body,Form,File,Header,Cookie,param_functions.*}', what: 'a parameter' },
    {
      decorated:
        '{fastapi.{FastAPI,APIRouter},fastapi.routing.APIRouter}().{get,post,put,patch,delete,head,options,api_route,websocket}',
      what: 'a parameter',
    },
    { decorated: '**.{app,router,api}.{get,post,put,patch,delete}', what: 'a parameter' },
  ],
  sinks: [
    { class: 'xss', call: '{fastapi,starlette}.responses.HTMLResponse', args: [0, 'content'] },
    {
      class: 'xss',
      call: '{fastapi,starlette}.{Response,responses.Response}',
      args: [0, 'content'],
      when: { arg: 'media_type', matches: /html/ },
    },
    {
      class: 'open-redirect',
      call: '{fastapi,starlette}.responses.RedirectResponse',
      args: [0, 'url'],
      part: 'start',
    },
    { class: 'path-traversal', call: '{fastapi,starlette}.responses.FileResponse', args: [0, 'path'] },
  ],
  matches: [
    {
      class: 'insecure-cookie',
      call: `${response}().set_cookie`,
      when: {
        any: [
          { arg: 'secure', is: [false] },
          { arg: 'secure', missing: true },
        ],
      },
    },
    {
      class: 'cors-misconfiguration',
      call: '**.add_middleware',
      when: {
        all: [
          { arg: 0, named: '**.CORSMiddleware' },
          { arg: 'allow_origins[0]', is: ['*'] },
        ],
      },
    },
    {
      class: 'cors-misconfiguration',
      call: '**.cors.CORSMiddleware',
      when: { arg: 'allow_origins[0]', is: ['*'] },
    },
    {
      class: 'debug-enabled',
      call: '{fastapi.FastAPI,starlette.applications.Starlette}',
      when: { arg: 'debug', is: [true] },
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: 'import sqlite3\nfrom fastapi import Depends, FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass Query(BaseModel):\n    name: str\n@app.post("/find")\ndef find(query: Query, db: sqlite3.Connection = Depends(sqlite3.connect)):\n    return db.execute("SELECT * FROM u WHERE n = \'" + query.name + "\'")  # FLAW\n',
      good: 'import sqlite3\nfrom fastapi import Depends, FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass Query(BaseModel):\n    name: str\n@app.post("/find")\ndef find(query: Query, db: sqlite3.Connection = Depends(sqlite3.connect)):\n    return db.execute("SELECT * FROM u WHERE n = ?", (query.name,))\n',
    },
    {
      class: 'xss',
      bad: 'from fastapi import FastAPI\nfrom fastapi.responses import HTMLResponse\napp = FastAPI()\n@app.get("/hi")\nasync def hi(name: str):\n    return HTMLResponse(f"<p>{name}</p>")  # FLAW\n',
      good: 'from fastapi import FastAPI\nfrom fastapi.responses import HTMLResponse\napp = FastAPI()\n@app.get("/hi")\nasync def hi(count: int):\n    return HTMLResponse(f"<p>{count}</p>")\n',
    },
    {
      class: 'path-traversal',
      bad: 'from starlette.responses import FileResponse\nfrom starlette.requests import Request\nasync def send(request: Request):\n    return FileResponse("/srv/" + request.path_params["name"])  # FLAW\n',
      good: 'import os\nfrom starlette.responses import FileResponse\nfrom starlette.requests import Request\nasync def send(request: Request):\n    return FileResponse("/srv/" + os.path.basename(request.path_params["name"]))\n',
    },
    {
      class: 'cors-misconfiguration',
      bad: 'from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=["*"])  # FLAW\n',
      good: 'from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=["https://example.org"])\n',
    },
  ],
};
