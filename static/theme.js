// Before anything is painted: a screen set to light must not start dark, nor the other way round.
try {
	const { theme } = JSON.parse(localStorage.getItem('watchfloor.settings.1') ?? '{}');
	if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
	// No storage, or nothing that can be read in it: the system's colours.
}
