import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Every layer of src/, by the name its path carries in an import. */
const LAYERS = [
	'contract',
	'domain',
	'connection',
	'devices',
	'state',
	'panels',
	'ui',
	'config',
	'app',
	'routes',
	'broadcaster',
	'recorder',
	'demo',
	'server',
];

const CLOCK_AND_CHANCE = [
	{ object: 'Date', property: 'now', message: 'Time is an argument here: take it from the event.' },
	{ object: 'Math', property: 'random', message: 'Chance is an argument here.' },
	{ object: 'performance', property: 'now', message: 'Time is an argument here.' },
];

const TIMERS_AND_DOM = [
	'setTimeout',
	'setInterval',
	'requestAnimationFrame',
	'window',
	'document',
	'fetch',
	'localStorage',
	'navigator',
].map((name) => ({ name, message: 'The inside is pure: effects live in connection/, devices/ and state/.' }));

/**
 * What one folder may import: `layers` of ours (by name), `packages` from outside (exact, or a prefix ending in `/` or `:`).
 * `types` are layers whose types alone may be imported. Everything else is an error that says so.
 */
function mayImport(files, { layers = [], types = [], packages = [], instead }, extra = {}) {
	const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
	const exact = packages.filter((name) => !/[/:]$/.test(name)).map((name) => `${escape(name)}$`);
	const prefixes = packages.filter((name) => /[/:]$/.test(name)).map(escape);
	const outside = [...exact, ...prefixes, '\\.{1,2}\\/', '\\$lib\\/'].join('|');
	const forbidden = (allowed) =>
		`(^\\$lib|^\\.{1,2}(\\/\\.\\.)*)\\/(lib\\/)?(${LAYERS.filter((layer) => !allowed.includes(layer)).join('|')})(\\/|\\.(svelte\\.)?ts$|\\.js$|$)`;
	const allowedNames = [...layers, ...types].join(', ') || 'nothing of ours';
	const message = `This folder may import ${allowedNames}${packages.length ? ` and ${packages.join(', ')}` : ''}. ${instead}`;
	return {
		files,
		rules: {
			'no-restricted-imports': 'off',
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: [
						{ regex: `^(?!${outside})`, message },
						{ regex: forbidden([...layers, ...types]), message },
						...(types.length
							? [
									{
										regex: `(^|\\/)(${types.join('|')})(\\/|\\.(svelte\\.)?ts$)`,
										allowTypeImports: true,
										message: `Types only. ${message}`,
									},
								]
							: []),
					],
				},
			],
			...extra,
		},
	};
}

const pure = {
	'no-restricted-properties': ['error', ...CLOCK_AND_CHANCE],
	'no-restricted-globals': ['error', ...TIMERS_AND_DOM],
};

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'test-results/', 'playwright-report/'] },
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'no-console': 'error',
			eqeqeq: 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'svelte/no-at-html-tags': 'error',
		},
	},
	{
		files: ['**/*.ts', '**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: {
				projectService: true,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig,
			},
		},
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'@typescript-eslint/await-thenable': 'error',
		},
	},
	{
		files: ['src/**/*.svelte'],
		rules: { 'max-lines': ['error', { max: 150, skipBlankLines: true }] },
	},
	{
		files: ['src/**/*.ts'],
		ignores: ['src/**/*.test.ts'],
		rules: { 'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }] },
	},
	{
		// A command line program speaks through the console.
		files: ['src/server.ts', 'src/broadcaster/main.ts', 'bench/**', 'scripts/**'],
		rules: { 'no-console': 'off' },
	},

	// Who may import whom. The README shows the same table as a picture.
	mayImport(
		['src/lib/contract/**'],
		{ packages: ['valibot'], instead: 'What arrives is read here and nowhere interpreted.' },
		pure,
	),
	mayImport(
		['src/lib/domain/**'],
		{ types: ['contract'], instead: 'Meaning is pure: hand the value in.' },
		pure,
	),
	mayImport(['src/lib/connection/**'], {
		layers: ['contract'],
		packages: ['laravel-echo', 'pusher-js'],
		instead: 'A connection hands on raw payloads and facts about the line.',
	}),
	mayImport(['src/lib/devices/**'], {
		packages: ['howler'],
		instead: 'A device acts; it does not know why.',
	}),
	mayImport(['src/lib/state/**'], {
		layers: ['domain'],
		types: ['contract', 'connection', 'devices'],
		packages: ['svelte', 'svelte/', 'valibot'],
		instead: 'Adapters come in through the constructor, from app.ts.',
	}),
	mayImport(['src/lib/config.ts', 'src/lib/config.test.ts'], {
		packages: ['valibot', '$env/'],
		instead: 'config.ts is the only reader of the environment.',
	}),
	mayImport(['src/lib/app.ts'], {
		layers: ['contract', 'domain', 'connection', 'devices', 'state', 'config'],
		instead: 'The composition root knows no panel.',
	}),
	mayImport(['src/lib/ui/**'], {
		packages: ['svelte', 'svelte/', 'chart.js'],
		instead: 'A primitive has no product words.',
	}),
	mayImport(['src/lib/panels/**'], {
		layers: ['ui'],
		types: ['domain', 'state'],
		packages: ['svelte', 'svelte/', '$app/'],
		instead: 'Panels draw what state/context gives them; domain formatters come from domain/format.ts.',
	}),
	mayImport(['src/routes/**'], {
		layers: ['app', 'config', 'panels', 'ui', 'state'],
		packages: ['svelte', 'svelte/', '$app/', '@sveltejs/kit'],
		instead: 'A route composes panels.',
	}),
	mayImport(['src/broadcaster/**'], {
		packages: ['node:', 'ws'],
		instead: 'The broadcaster knows the Pusher protocol, not shops.',
	}),
	mayImport(['src/demo/**'], {
		layers: ['contract'],
		packages: ['node:', 'pusher'],
		instead: 'The demo shop publishes over the HTTP API like any Laravel.',
	}),
	mayImport(['src/server.ts'], {
		layers: ['broadcaster', 'recorder', 'demo'],
		packages: ['node:', 'sirv'],
		instead: 'The server hands out the page; it does not know it.',
	}),
	{
		// Tests drive a layer from outside: the runner and, for real clients, the libraries under test.
		files: ['src/**/*.test.ts'],
		rules: {
			'@typescript-eslint/no-restricted-imports': 'off',
			'no-restricted-globals': 'off',
			'no-restricted-properties': 'off',
		},
	},
);
