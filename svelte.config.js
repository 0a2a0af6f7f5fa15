import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		// Under a folder of the shop's own: BASE_PATH=/watchfloor npm run build.
		paths: { base: process.env.BASE_PATH ?? '' },
		adapter: adapter({ fallback: 'index.html', precompress: true }),
		env: { publicPrefix: 'VITE_' },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				// Kit's route announcer carries one fixed style attribute.
				'style-src-attr': ['unsafe-inline'],
				// The shop's broadcaster is known only at run time (watchfloor.json); a deployment narrows this by a header.
				'connect-src': ['self', 'ws:', 'wss:', 'http:', 'https:'],
				'img-src': ['self', 'data:'],
				'media-src': ['self', 'data:', 'blob:'],
				'object-src': ['none'],
				'base-uri': ['self'],
			},
		},
	},
};
