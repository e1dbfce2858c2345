// The shop with better-auth and better-sqlite3, as their documentation has it.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { fromNodeHeaders } from "better-auth/node";
import Database from "better-sqlite3";
import nunjucks from "nunjucks";

const beside = (name) => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), "utf8");
const pages = new nunjucks.Environment(null, { autoescape: true });
const shop = nunjucks.compile(beside("shop.html"), pages);
const form = beside("form.html");
const cookies = JSON.parse(beside("cookies.json"));

const port = Number(process.env.PORT);
const database = new Database("shop.sqlite3");
database.pragma("journal_mode = WAL");
const auth = betterAuth({
  database,
  baseURL: `http://127.0.0.1:${port}`,
  secret: "b9Xq2Lr7Wz4Tn8Vc1Mh6Yd3Fg5Js0PaQe",
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  session: { cookieCache: { enabled: process.env.COOKIE_CACHE === "on" } },
});
await (await getMigrations(auth.options)).runMigrations();

const html = (response, text) =>
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(text);

async function fields(request) {
  let body = "";
  for await (const piece of request) body += piece;
  return Object.fromEntries(new URLSearchParams(body));
}

async function post(request, response, path) {
  const { email, password } = await fields(request);
  const body = { email, password, name: email };
  const headers = fromNodeHeaders(request.headers);
  const call = path === "/register" ? auth.api.signUpEmail : auth.api.signInEmail;
  const answer = await call({ body, headers, asResponse: true });
  response.setHeader("Set-Cookie", answer.headers.getSetCookie());
  response.writeHead(answer.ok ? 303 : answer.status, { Location: "/cookies" }).end();
}

async function answer(request, response) {
  const path = request.url.split("?")[0];
  if (path === "/static-page") return response.end("ok");
  if (request.method === "POST") return post(request, response, path);
  if (path !== "/cookies") return html(response, form);
  const session = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) });
  html(response, shop.render({ cookies, email: session?.user.email }));
}

createServer((request, response) =>
  answer(request, response).catch((error) => {
    console.error(error);
    response.writeHead(500).end();
  }),
).listen(port, "127.0.0.1");
