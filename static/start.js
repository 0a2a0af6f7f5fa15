/*
 * Says in a sentence why a screen would stay white: the browser is too old, or the page's own files did not come. Written
 * for browsers that know none of what the page itself is written in.
 */
(function () {
	var SEEN_AFTER_MS = 20000;
	var AGAIN_AFTER_MS = 60000;
	var css = window.CSS;
	var isNewEnough =
		'noModule' in document.createElement('script') &&
		!!css &&
		!!css.supports &&
		!!css.registerProperty &&
		css.supports('color', 'color-mix(in srgb, red, blue)') &&
		typeof [].findLast === 'function';

	function show(id) {
		var sentence = document.getElementById(id);
		if (sentence) sentence.removeAttribute('hidden');
	}

	function hideOnceStarted() {
		if (isStarted()) document.getElementById('not-started').setAttribute('hidden', '');
		else setTimeout(hideOnceStarted, 1000);
	}

	function isStarted() {
		var page = document.getElementById('page');
		var child = page && page.firstElementChild;
		while (child && child.nodeName === 'SCRIPT') child = child.nextElementSibling;
		return !!child;
	}

	if (!isNewEnough) show('too-old');
	else
		setTimeout(function () {
			if (isStarted()) return;
			show('not-started');
			hideOnceStarted();
			// After a power cut a screen is often up before its server.
			setTimeout(function () {
				if (!isStarted()) location.reload();
			}, AGAIN_AFTER_MS);
		}, SEEN_AFTER_MS);
})();
