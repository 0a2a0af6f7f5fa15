/** Loads what a shop broadcasts: presets by name, JSON files from the disk or an address. */
import { readFile } from 'node:fs/promises';
import { parseSource, type Source } from '../lib/contract/source.ts';
import { presets } from '../lib/contract/sources/index.ts';

/** As the page takes them when nothing is said. */
const DEFAULT_SOURCES = ['orders', 'monitoring', 'bookings'];
const TIME_LIMIT_MS = 10_000;
/** Where a file that lies beside the page is looked for. */
const FOLDERS = ['.', 'build', 'static'];

/** Rejects with a text for people when one of them cannot be had, or is none. */
export async function loadSources(named: readonly unknown[] | null): Promise<readonly Source[]> {
	const sources: Source[] = [];
	for (const name of named ?? DEFAULT_SOURCES) {
		const preset = Object.entries(presets).find(([known]) => known === name)?.[1];
		sources.push(preset ?? check(typeof name === 'string' ? await readSource(name) : name, name));
	}
	return sources;
}

function check(content: unknown, name: unknown): Source {
	const read = parseSource(content);
	if (read.ok) return read.source;
	const what = typeof name === 'string' ? name : 'A source that is written out';
	throw new Error(`${what} is no source: ${read.errors[0] ?? 'it cannot be read'}`);
}

async function readSource(name: string): Promise<unknown> {
	const text = /^https?:\/\//.test(name) ? await fetchText(name) : await readText(name);
	try {
		return JSON.parse(text);
	} catch {
		throw new Error(`${name} is not JSON`);
	}
}

async function fetchText(address: string): Promise<string> {
	const limits = { signal: AbortSignal.timeout(TIME_LIMIT_MS) };
	const response = await fetch(address, limits).catch(() => null);
	if (response === null) throw new Error(`${address} cannot be reached`);
	if (!response.ok) throw new Error(`${address} is answered with status ${response.status}`);
	return response.text();
}

async function readText(name: string): Promise<string> {
	const path = name.replace(/^\/+/, '');
	for (const folder of FOLDERS) {
		const text = await readFile(`${folder}/${path}`, 'utf8').catch(() => null);
		if (text !== null) return text;
	}
	throw new Error(`${name} is not found, neither here nor beside the page`);
}
