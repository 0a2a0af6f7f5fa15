import { describe, expect, test } from 'vitest';
import { loadConfig, parseConfig, type ConfigResult } from './config.ts';

const PAGE = { protocol: 'http:', hostname: 'monitor.example.test' };
const COMPLETE = { key: 'local', host: '127.0.0.1', port: 6001, scheme: 'http' };

function problemNames(result: ConfigResult): string[] {
	return result.ok ? [] : result.problems.map(({ name }) => name);
}

describe('the configuration', () => {
	test('takes the file over the build’s variables', () => {
		const result = parseConfig(
			{ key: 'from-file' },
			{ VITE_REVERB_APP_KEY: 'from-build', VITE_REVERB_HOST: 'ws.shop.test' },
			PAGE,
		);
		expect(result).toMatchObject({
			ok: true,
			config: { key: 'from-file', host: 'ws.shop.test', port: 443, scheme: 'https' },
		});
	});

	test('takes a port as Laravel’s .env has it, in quotes', () => {
		expect(parseConfig({ ...COMPLETE, port: '8080' }, {}, PAGE)).toMatchObject({
			ok: true,
			config: { port: 8080 },
		});
	});

	test.each([
		['twenty minutes unless told otherwise', {}, 20],
		['as told, also in parts', { pendingLimitMinutes: 0.5 }, 0.5],
		['as a build’s text', { pendingLimitMinutes: '45' }, 45],
		['none by nought', { pendingLimitMinutes: 0 }, null],
		['none by null', { pendingLimitMinutes: null }, null],
	])('lets an order wait: %s', (_, file, pendingLimitMinutes) => {
		expect(parseConfig({ ...COMPLETE, ...file }, {}, PAGE)).toMatchObject({
			ok: true,
			config: { pendingLimitMinutes },
		});
	});

	test('needs no host with a Pusher cluster, and does not mix it with one from the build', () => {
		const result = parseConfig({ key: 'k', cluster: 'ap1' }, { VITE_REVERB_HOST: 'localhost' }, PAGE);
		expect(result).toMatchObject({ ok: true, config: { host: null, cluster: 'ap1', scheme: 'https' } });
	});

	test.each([
		['a missing key', { host: 'h' }, ['key']],
		['a missing key and host at once', {}, ['key', 'host']],
		['an empty key', { ...COMPLETE, key: '  ' }, ['key']],
		['a port out of range', { ...COMPLETE, port: 70_000 }, ['port']],
		['a port that is no number', { ...COMPLETE, port: 'soketi' }, ['port']],
		['a scheme of the socket', { ...COMPLETE, scheme: 'wss' }, ['scheme']],
		['a host with a scheme in front', { ...COMPLETE, host: 'https://shop.test' }, ['host']],
		['a host with a port behind', { ...COMPLETE, host: 'localhost:8080' }, ['host']],
		['an unknown status group', { ...COMPLETE, statusGroups: { pendng: [] } }, ['statusGroups.pendng']],
		['an unknown zone', { ...COMPLETE, zone: 'Mars/Base' }, ['zone']],
		['a currency in words', { ...COMPLETE, currency: 'ringgit' }, ['currency']],
		['a limit below zero', { ...COMPLETE, pendingLimitMinutes: -1 }, ['pendingLimitMinutes']],
		['a limit in words', { ...COMPLETE, pendingLimitMinutes: 'soon' }, ['pendingLimitMinutes']],
		['a limit beyond a week', { ...COMPLETE, pendingLimitMinutes: 10_081 }, ['pendingLimitMinutes']],
		['a misspelt name', { ...COMPLETE, hots: 'x' }, ['hots']],
		['a source that is a number', { ...COMPLETE, sources: [7] }, ['sources[0]']],
		['an empty list of sources', { ...COMPLETE, sources: [] }, ['sources']],
		['a list instead of an object', [], ['watchfloor.json']],
	])('names %s', (_, file, names) => {
		expect(problemNames(parseConfig(file, {}, PAGE))).toEqual(names);
	});

	test('takes the build’s address from one prefix only, and none of it when the file has its own', () => {
		const build = {
			VITE_REVERB_APP_KEY: 'k',
			VITE_REVERB_HOST: 'ws.shop.test',
			VITE_PUSHER_PORT: '6001',
			VITE_PUSHER_SCHEME: 'http',
		};
		expect(parseConfig({}, build, PAGE)).toMatchObject({ ok: true, config: { port: 443, scheme: 'https' } });
		const hosted = parseConfig({ cluster: 'eu' }, { ...build, VITE_REVERB_SCHEME: 'http' }, PAGE);
		expect(hosted).toMatchObject({ ok: true, config: { host: null, cluster: 'eu', scheme: 'https' } });
	});

	test('names the variable when the build’s value is wrong', () => {
		const result = parseConfig({ key: 'k' }, { VITE_REVERB_HOST: 'h', VITE_REVERB_PORT: 'abc' }, PAGE);
		expect(result).toMatchObject({ ok: false, problems: [{ name: 'port', where: 'VITE_REVERB_PORT' }] });
	});

	test('refuses a plain socket on a page that came over https, where browsers would', () => {
		expect(problemNames(parseConfig(COMPLETE, {}, { protocol: 'https:', hostname: 'shop.test' }))).toEqual([
			'scheme',
		]);
		expect(parseConfig(COMPLETE, {}, { protocol: 'https:', hostname: 'localhost' }).ok).toBe(true);
	});

	test.each([
		['unreachable', () => Promise.reject(new TypeError('fetch failed'))],
		[
			'no JSON',
			() => Promise.resolve(new Response('{"key": ', { headers: { 'content-type': 'application/json' } })),
		],
		['an error of the server', () => Promise.resolve(new Response('', { status: 500 }))],
	])('says so when the file is %s', async (_, answer) => {
		expect(problemNames(await loadConfig('', PAGE, answer as typeof fetch))).toEqual(['watchfloor.json']);
	});

	test('does without the file when the host has none', async () => {
		const fallback = () =>
			Promise.resolve(new Response('<html>', { headers: { 'content-type': 'text/html' } }));
		expect(problemNames(await loadConfig('', PAGE, fallback as typeof fetch))).toEqual(['key', 'host']);
	});
});
