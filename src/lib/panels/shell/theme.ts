/** As `--surface` in app.css: what a browser draws its own bar in must go with ours. */
const BAR = { dark: '#111413', light: '#fafaf7' } as const;

/** Draws the whole document in these colours, the browser's own bar included. */
export function paintTheme(theme: 'system' | 'dark' | 'light', page: Document = document): void {
	if (theme === 'system') delete page.documentElement.dataset['theme'];
	else page.documentElement.dataset['theme'] = theme;
	for (const meta of page.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
		const own = meta.media.includes('light') ? 'light' : 'dark';
		meta.content = BAR[theme === 'system' ? own : theme];
	}
}
