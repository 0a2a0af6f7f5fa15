import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Server } from 'node:http';
import { loadEnv, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { createWatchfloor } from './src/server.ts';
import { readSettings, type Settings } from './src/settings.ts';

/** The world of `npm start` behind the page with hot reload: same port, same broadcaster, same demo shop. */
function watchfloor(settings: Settings): Plugin {
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
	const { settings } = read;
	return {
		plugins: [tailwindcss(), sveltekit(), watchfloor(settings)],
		server: { host: settings.host, port: settings.port, strictPort: true },
		test: {
			include: ['src/**/*.test.ts', 'tests/integration/**/*.test.ts'],
			environment: 'node',
			expect: { requireAssertions: true },
		},
	};
});
