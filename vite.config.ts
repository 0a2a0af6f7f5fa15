import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Server } from 'node:http';
import { loadEnv, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { createWatchfloor, type WatchfloorOptions } from './src/server.ts';
import { readSettings } from './src/settings.ts';

/** The world of `npm start` behind the page with hot reload: same port, same broadcaster, same recorder, same demo shop. */
function watchfloor(settings: WatchfloorOptions): Plugin {
	return {
		name: 'watchfloor',
		apply: 'serve',
		configureServer(vite) {
			if (vite.httpServer === null || process.env['VITEST']) return;
			const world = createWatchfloor(settings);
			world.attach(vite.httpServer as Server);
			vite.httpServer.once('close', () => void world.close());
			vite.middlewares.use((request, response, next) => {
				if (!world.handle(request, response)) next();
			});
		},
	};
}

export default defineConfig(({ mode }) => {
	const read = readSettings({ ...loadEnv(mode, process.cwd(), ''), ...process.env });
	// One line for whoever typed it; a thrown error would bury it in Vite's own stack.
	if (!read.ok) {
		console.error(read.problem);
		process.exit(1);
	}
	const { settings, recorder } = read;
	const isRecording = recorder !== null && settings.page.recorderUrl === undefined;
	return {
		plugins: [tailwindcss(), sveltekit(), watchfloor({ ...settings, ...(isRecording && { recorder }) })],
		server: { host: settings.host, port: settings.port, strictPort: true },
		test: {
			include: ['src/**/*.test.ts', 'tests/integration/**/*.test.ts', 'tests/model/**/*.test.ts'],
			environment: 'node',
			expect: { requireAssertions: true },
		},
	};
});
