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
	'settings',
	'words',
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
 * What one folder may import: `layers` of ours (by name, or `layer/file` for one file of it), `types` of layers, and
 * `packages` from outside (exact, or a prefix ending in `/` or `:`). Everything else is an error that says so.
 */
function mayImport(files, { layers = [], types = [], packages = [], instead }, extra = {}) {
	const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
	const outside = packages.map((name) => (/[/:]$/.test(name) ? escape(name) : `${escape(name)}$`));
	const own = /^src\/(?:lib\/)?(\w+)/.exec(files[0])?.[1];
	const name = (layer) => layer.split('/')[0];
	const allowed = [own, ...[...layers, ...types].map(name)];
	const forbidden = LAYERS.filter((layer) => !allowed.includes(layer));
	// A file in a folder reaches another layer through `..`, a file of the root through `.` as well.
	const up = files[0].endsWith('/**') ? '\\.\\.(\\/\\.\\.)*' : '\\.{1,2}(\\/\\.\\.)*';
	const into = (names) => `(^\\$lib|^${up})\\/(lib\\/)?(${names.join('|')})`;
	const list = [...layers, ...types.map((layer) => `types of ${layer}`), ...packages].join(', ') || 'nothing';
	const message = `This folder may import ${list}. ${instead}`;
	const ofOneFile = layers.filter((layer) => layer.includes('/'));
	const patterns = [
		{ regex: `^(?!${[...outside, '\\.{1,2}\\/', '\\$lib\\/'].join('|')})`, message },
		{ regex: `${into(forbidden)}(\\/|\\.(svelte\\.)?ts$|\\.js$|$)`, message },
		...types.map((layer) => {
			const values = ofOneFile
				.filter((file) => name(file) === layer)
				.map((file) => `${escape(file.split('/')[1])}(\\.ts)?$`);
			const but = values.length > 0 ? `(?!${values.join('|')})` : '';
			return {
				regex: `${into([layer])}\\/${but}`,
				allowTypeImports: true,
				message: `Types only. ${message}`,
			};
		}),
		...ofOneFile
			.filter((file) => !types.includes(name(file)))
			.map((file) => ({
				regex: `${into([name(file)])}\\/(?!${escape(file.split('/')[1])}(\\.ts)?$)`,
				message,
			})),
	];
	return {
		files,
		rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }], ...extra },
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
		// The snapshot and what is derived of it are replaced, never changed in place.
		files: ['src/lib/state/**'],
		rules: { 'svelte/prefer-svelte-reactivity': 'off' },
	},
	{
		// A panel is handed addresses that its route has resolved.
		files: ['src/lib/panels/**', 'src/lib/ui/**'],
		rules: { 'svelte/no-navigation-without-resolve': 'off' },
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
		files: [
			'vite.config.ts',
			'src/server.ts',
			'src/broadcaster/main.ts',
			'src/recorder/main.ts',
			'bench/**',
			'scripts/**',
			'tests/integration/**',
			'tests/model/**',
			'tests/chaos/**',
		],
		rules: { 'no-console': 'off' },
	},

	// Who may import whom. The README shows the same table as a picture.
	mayImport(
		['src/lib/contract/**'],
		{ packages: ['valibot'], instead: 'What arrives is read here and nowhere interpreted.' },
		pure,
	),
	mayImport(['src/lib/words/**'], { instead: 'A catalogue knows nothing but words.' }, pure),
	mayImport(
		['src/lib/domain/**'],
		{
			layers: ['contract/zone', 'contract/currency', 'contract/topics', 'words'],
			types: ['contract'],
			instead: 'Meaning is pure: hand the value in.',
		},
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
		layers: ['domain', 'words'],
		types: ['contract', 'connection', 'devices', 'config'],
		packages: ['svelte', 'svelte/', 'valibot'],
		instead: 'Adapters come in through the constructor, from app.ts.',
	}),
	mayImport(['src/lib/config.ts', 'src/lib/config-file.ts', 'src/lib/config.test.ts'], {
		packages: ['valibot', '$env/'],
		instead: 'config.ts is the only reader of the environment.',
	}),
	mayImport(['src/lib/app.ts', 'src/lib/app-sources.ts'], {
		layers: ['contract', 'domain', 'connection', 'devices', 'state', 'config', 'words'],
		instead: 'The composition root knows no panel.',
	}),
	mayImport(['src/lib/ui/**'], {
		layers: ['words'],
		packages: ['svelte', 'svelte/', 'chart.js'],
		instead: 'A primitive knows no product.',
	}),
	mayImport(['src/lib/panels/**'], {
		layers: ['ui', 'domain/format', 'domain/format-change', 'state/context', 'words'],
		types: ['domain'],
		packages: ['svelte', 'svelte/', '$app/'],
		instead: 'A panel draws what it is given, and knows no other panel.',
	}),
	mayImport(['src/routes/**'], {
		layers: ['app', 'config', 'panels', 'ui', 'state/context', 'words'],
		packages: ['svelte', 'svelte/', '$app/', '@sveltejs/kit'],
		instead: 'A route composes panels.',
	}),
	mayImport(['src/routes/gallery/**'], {
		layers: ['contract', 'domain', 'state', 'panels', 'ui', 'words'],
		types: ['connection', 'devices'],
		packages: ['svelte', 'svelte/', '$app/', '@sveltejs/kit'],
		instead: 'The gallery shows panels from what a shop would send.',
	}),
	{
		files: ['src/lib/panels/**'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^(\\.\\./|\\$lib/panels/)',
							message: 'A panel knows no other panel: share through ui/ or domain/.',
						},
					],
				},
			],
		},
	},
	mayImport(['src/broadcaster/**'], {
		packages: ['node:', 'ws'],
		instead: 'The broadcaster knows the Pusher protocol, not shops.',
	}),
	mayImport(['src/demo/**'], {
		layers: ['contract'],
		packages: ['node:', 'pusher', 'ws'],
		instead: 'The demo shop publishes over the HTTP API like any Laravel.',
	}),
	mayImport(['src/recorder/**'], {
		layers: ['contract', 'domain', 'connection', 'settings'],
		packages: ['node:', 'classic-level', 'valibot'],
		instead: 'The recorder hears, writes down and hands out what the page would have computed.',
	}),
	mayImport(['src/server.ts'], {
		layers: ['broadcaster', 'demo', 'recorder', 'settings'],
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
