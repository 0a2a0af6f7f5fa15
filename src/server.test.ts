import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWatchfloor, type RunningWatchfloor } from './server.ts';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchfloor-page-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>');

let running: RunningWatchfloor;

beforeEach(async () => {
	const read = readSettings({});
	if (!read.ok) throw new Error(read.problem);
	running = await startWatchfloor({ ...read.settings, port: 0, isDemo: false }, folder);
});

afterEach(() => running.close());

function get(
	path: string,
	headers: Record<string, string> = {},
	method = 'GET',
): Promise<{ status: number; headers: object; body: string }> {
	return new Promise((resolve, reject) => {
		const sent = request({ host: '127.0.0.1', port: running.port, path, headers, method }, (response) => {
			let body = '';
			response.on('data', (part) => (body += part));
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
			);
		});
		sent.on('error', reject);
		sent.end();
	});
}

describe('the server of npm start', () => {
	test('tells the page to come back where it was opened', async () => {
		const { body } = await get('/watchfloor.json', { Host: 'wall.local:8080' });
		expect(JSON.parse(body)).toMatchObject({ key: 'local', host: 'wall.local', port: 8080, scheme: 'http' });
		expect(body).not.toContain('secret');
	});

	test('survives a Host that is none', async () => {
		const { status, body } = await get('/watchfloor.json', { Host: '[' });
		expect(status).toBe(200);
		expect(JSON.parse(body)).toMatchObject({ host: 'localhost' });
	});

	test('hands out the page for any path of its own, and 404 for a file it does not have', async () => {
		expect(await get('/orders/7', { Accept: 'text/html' })).toMatchObject({ status: 200 });
		expect(await get('/missing.js')).toMatchObject({ status: 404 });
	});

	test('answers no form with a page, so that a missing auth endpoint is seen to be missing', async () => {
		expect(await get('/api/broadcasting/auth', {}, 'POST')).toMatchObject({ status: 404 });
	});

	test('signs a browser in with its first page, by a cookie that scripts cannot read', async () => {
		const { headers } = await get('/', { Accept: 'text/html' });
		expect(headers).toMatchObject({
			'set-cookie': [
				expect.stringMatching(/^watchfloor_demo=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax$/),
			],
			'x-content-type-options': 'nosniff',
			'content-security-policy': "frame-ancestors 'self'",
		});
	});

	test('has no fault switches: their path is a page like any other', async () => {
		expect((await get('/__control/health')).body).toContain('<title>page</title>');
	});
});
