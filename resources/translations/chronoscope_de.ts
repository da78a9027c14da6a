<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>KeyNames</name>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Smooth through the key</source>
        <translation>Weich durch den Schlüssel</translation>
    </message>
    <message>
        <source>Ease in (from standstill)</source>
        <translation>Sanft anfahren (aus dem Stillstand)</translation>
    </message>
    <message>
        <source>Ease out (to standstill)</source>
        <translation>Sanft anhalten (bis zum Stillstand)</translation>
    </message>
    <message>
        <source>Ease in and out</source>
        <translation>Sanft anfahren und anhalten</translation>
    </message>
    <message>
        <source>Hold (cut)</source>
        <translation>Halten (Schnitt)</translation>
    </message>
    <message>
        <source>Linear (one speed)</source>
        <translation>Linear (eine Geschwindigkeit)</translation>
    </message>
    <message>
        <source>Smooth (with handles)</source>
        <translation>Weich (mit Anfassern)</translation>
    </message>
    <message>
        <source>Hold (jump at the next key)</source>
        <translation>Halten (springt beim nächsten Schlüssel)</translation>
    </message>
    <message>
        <source>Hold the last moment</source>
        <translation>Letzten Augenblick halten</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Ping-pong</source>
        <translation>Hin und her</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Turns videos into 4D scenes: look from anywhere, at any time.</source>
        <translation>Macht aus Videos 4D-Szenen: von überall und zu jeder Zeit zu sehen.</translation>
    </message>
    <message>
        <source>Measure how quickly the viewport answers a drag, and print it as JSON.</source>
        <translation>Messen, wie schnell die Ansicht einem Ziehen folgt, und als JSON ausgeben.</translation>
    </message>
    <message>
        <source>Turn Vulkan&apos;s validation layers on (slow).</source>
        <translation>Vulkans Prüfschichten einschalten (langsam).</translation>
    </message>
    <message>
        <source>Projects, splat files or footage.</source>
        <translation>Projekte, Splat-Dateien oder Aufnahmen.</translation>
    </message>
</context>
<context>
    <name>OverlayFigures</name>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>whole frame</source>
        <translation>ganzes Bild</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>%1 x %2 of %3 x %4</source>
        <translation>%1 x %2 von %3 x %4</translation>
    </message>
    <message>
        <source>PSNR</source>
        <translation>PSNR</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Gaussians</source>
        <translation>Gaussians</translation>
    </message>
    <message>
        <source>total</source>
        <translation>insgesamt</translation>
    </message>
    <message>
        <source>alive now</source>
        <translation>jetzt am Leben</translation>
    </message>
    <message>
        <source>in the picture</source>
        <translation>im Bild</translation>
    </message>
    <message>
        <source>drawn in parts</source>
        <translation>in Teilen gezeichnet</translation>
    </message>
    <message>
        <source>Graphics memory</source>
        <translation>Grafikspeicher</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>running job</source>
        <translation>laufende Aufgabe</translation>
    </message>
    <message>
        <source>Viewport</source>
        <translation>Ansicht</translation>
    </message>
</context>
<context>
    <name>PadPainter</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>no camera path yet</source>
        <translation>noch kein Kamerapfad</translation>
    </message>
    <message>
        <source>one camera that stood still</source>
        <translation>eine Kamera, die stillstand</translation>
    </message>
    <message>
        <source>camera along the filmed path →</source>
        <translation>Kamera entlang des gefilmten Pfads →</translation>
    </message>
    <message>
        <source>camera along the row of cameras →</source>
        <translation>Kamera entlang der Kamerareihe →</translation>
    </message>
    <message>
        <source>camera along the keyed path →</source>
        <translation>Kamera entlang des Schlüsselpfads →</translation>
    </message>
    <message>
        <source>The view-time pad: across is where the camera stands, upwards is the moment of the event. Import a video, or key the camera (K), and drag here to see any moment from any place.</source>
        <translation>Das Feld für Ansicht und Zeit: waagerecht, wo die Kamera steht, nach oben der Augenblick des Geschehens. Ein Video importieren oder die Kamera als Schlüssel setzen (K) und hier ziehen, um jeden Augenblick von jedem Ort aus zu sehen.</translation>
    </message>
</context>
<context>
    <name>TimeTrack</name>
    <message>
        <source>⌀ %1</source>
        <translation>⌀ %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 (freeze)</source>
        <translation>%1 (Standbild)</translation>
    </message>
    <message>
        <source>0 %</source>
        <translation>0 %</translation>
    </message>
    <message>
        <source>%1 (reverse)</source>
        <translation>%1 (rückwärts)</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>TimelineMenu</name>
    <message>
        <source>Edit numbers…</source>
        <translation>Zahlen bearbeiten …</translation>
    </message>
    <message>
        <source>Exact values of this key. A double click does the same.</source>
        <translation>Genaue Werte dieses Schlüssels. Ein Doppelklick tut dasselbe.</translation>
    </message>
    <message>
        <source>Add marker here</source>
        <translation>Marke hier setzen</translation>
    </message>
    <message>
        <source>Add camera key here</source>
        <translation>Kameraschlüssel hier setzen</translation>
    </message>
    <message>
        <source>Add time key here</source>
        <translation>Zeitschlüssel hier setzen</translation>
    </message>
    <message>
        <source>At the moment that was clicked, without changing what is seen.</source>
        <translation>An der angeklickten Stelle, ohne zu ändern, was zu sehen ist.</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste at the playhead</source>
        <translation>Am Abspielkopf einfügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Easing</source>
        <translation>Übergang</translation>
    </message>
    <message>
        <source>Take the hand-held shake away</source>
        <translation>Verwacklung entfernen</translation>
    </message>
    <message>
        <source>The camera moves steadily through its keys again.</source>
        <translation>Die Kamera bewegt sich wieder ruhig durch ihre Schlüssel.</translation>
    </message>
    <message>
        <source>Delete the camera track</source>
        <translation>Kameraspur löschen</translation>
    </message>
    <message>
        <source>The clip is filmed with the free camera again.</source>
        <translation>Der Clip wird wieder mit der freien Kamera gefilmt.</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>The selected part, the way between two keys, or in to out, plays backwards.</source>
        <translation>Das Ausgewählte, die Strecke zwischen zwei Schlüsseln oder von In bis Out läuft rückwärts.</translation>
    </message>
    <message>
        <source>Play as filmed</source>
        <translation>Abspielen wie gefilmt</translation>
    </message>
    <message>
        <source>Takes all time keys away: the event runs at its own speed.</source>
        <translation>Entfernt alle Zeitschlüssel: Das Geschehen läuft in seiner eigenen Geschwindigkeit.</translation>
    </message>
    <message>
        <source>Freeze here</source>
        <translation>Hier anhalten</translation>
    </message>
    <message>
        <source>for %1 s</source>
        <translation>für %1 s</translation>
    </message>
    <message>
        <source>Time stands still; what follows comes later.</source>
        <translation>Die Zeit steht still; was folgt, kommt später.</translation>
    </message>
    <message>
        <source>Freeze time</source>
        <translation>Zeit anhalten</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>How long the moment stands still.</source>
        <translation>Wie lange der Augenblick stillsteht.</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Ramp from here to</source>
        <translation>Rampe von hier bis</translation>
    </message>
    <message>
        <source>The speed changes evenly up to the next key (or the out point) and stays so.</source>
        <translation>Die Geschwindigkeit ändert sich gleichmäßig bis zum nächsten Schlüssel (oder zum Out-Punkt) und bleibt dann so.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Ramp time</source>
        <translation>Zeitrampe</translation>
    </message>
    <message>
        <source>Speed at the end</source>
        <translation>Geschwindigkeit am Ende</translation>
    </message>
    <message>
        <source>100 % as filmed, 0 % frozen, negative backwards.</source>
        <translation>100 % wie gefilmt, 0 % Stillstand, negativ rückwärts.</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>Rampe</translation>
    </message>
    <message>
        <source>Play at</source>
        <translation>Abspielen mit</translation>
    </message>
    <message>
        <source>Slower or faster than now; what follows comes later or earlier.</source>
        <translation>Langsamer oder schneller als jetzt; was folgt, kommt später oder früher.</translation>
    </message>
    <message>
        <source>Change speed</source>
        <translation>Geschwindigkeit ändern</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>Interpolation</translation>
    </message>
    <message>
        <source>Automatic handles</source>
        <translation>Automatische Anfasser</translation>
    </message>
    <message>
        <source>Takes handles that were dragged back.</source>
        <translation>Setzt verschobene Anfasser zurück.</translation>
    </message>
    <message>
        <source>After the last key</source>
        <translation>Nach dem letzten Schlüssel</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Andere …</translation>
    </message>
</context>
<context>
    <name>TimelinePainter</name>
    <message>
        <source>Free camera. Press K to key the view at the playhead.</source>
        <translation>Freie Kamera. K setzt die Ansicht als Schlüssel am Abspielkopf.</translation>
    </message>
    <message>
        <source>Markers</source>
        <translation>Marken</translation>
    </message>
    <message>
        <source>Camera, hand-held</source>
        <translation>Kamera, aus der Hand</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Scene time</source>
        <translation>Szenenzeit</translation>
    </message>
</context>
<context>
    <name>TimelineTips</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Drag to move it (Ctrl: without snapping). Double click or Enter: exact numbers.</source>
        <translation>Ziehen verschiebt (Strg: ohne Einrasten). Doppelklick oder Eingabetaste: genaue Zahlen.</translation>
    </message>
    <message>
        <source>Marker &quot;%1&quot; at %2.
%3</source>
        <translation>Marke „%1“ bei %2.
%3</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>Camera key at %1: %2, then %3.
%4</source>
        <translation>Kameraschlüssel bei %1: %2, dann %3.
%4</translation>
    </message>
    <message>
        <source>At %1 the clip shows scene time %2.
Up and down changes the moment that is shown, left and right when (Shift: only one of them). Double click or Enter: exact numbers.</source>
        <translation>Bei %1 zeigt der Clip Szenenzeit %2.
Auf und ab ändert den gezeigten Augenblick, links und rechts wann (Umschalt: nur eines von beiden). Doppelklick oder Eingabetaste: genaue Zahlen.</translation>
    </message>
    <message>
        <source>Markers. Press M to set one at the playhead, or double click here.</source>
        <translation>Marken. M setzt eine am Abspielkopf, ein Doppelklick hier.</translation>
    </message>
    <message>
        <source>The clip is filmed with the free camera: what the viewport shows.
Press K to key it at the playhead, or take a preset.</source>
        <translation>Der Clip wird mit der freien Kamera gefilmt: was die Ansicht zeigt.
K setzt sie als Schlüssel am Abspielkopf; oder eine Vorlage nehmen.</translation>
    </message>
    <message>
        <source>Camera track. Drag a box to select keys (Shift: more), double click to add one.</source>
        <translation>Kameraspur. Einen Rahmen ziehen wählt Schlüssel aus (Umschalt: mehr), ein Doppelklick setzt einen.</translation>
    </message>
    <message>
        <source>At %1 the clip shows scene time %2, at %3 of the event&apos;s own speed.
Double click adds a key. Right click: freeze, ramp, reverse, loop.</source>
        <translation>Bei %1 zeigt der Clip Szenenzeit %2, mit %3 der Geschwindigkeit des Geschehens.
Doppelklick setzt einen Schlüssel. Rechtsklick: anhalten, Rampe, umkehren, wiederholen.</translation>
    </message>
    <message>
        <source>Played and exported: %1 to %2. Drag to move it, double click for the whole length.</source>
        <translation>Wird abgespielt und exportiert: %1 bis %2. Ziehen verschiebt es, Doppelklick nimmt die ganze Länge.</translation>
    </message>
    <message>
        <source>In point, %1. Drag it, or press I at the playhead.</source>
        <translation>In-Punkt, %1. Ziehen oder I am Abspielkopf drücken.</translation>
    </message>
    <message>
        <source>Out point, %1. Drag it, or press O at the playhead.</source>
        <translation>Out-Punkt, %1. Ziehen oder O am Abspielkopf drücken.</translation>
    </message>
    <message>
        <source>Clip time, seconds:frames. Drag to scrub (Ctrl: between frames too). Ctrl+wheel zooms.</source>
        <translation>Clipzeit, Sekunden:Bilder. Ziehen zum Suchen (Strg: auch zwischen den Bildern). Strg+Mausrad zoomt.</translation>
    </message>
    <message>
        <source>%1. Click for another easing.</source>
        <translation>%1. Klicken für einen anderen Übergang.</translation>
    </message>
    <message>
        <source>Speed at the key: %1. Drag to change it on both sides, with Shift only on this one.</source>
        <translation>Geschwindigkeit am Schlüssel: %1. Ziehen ändert sie auf beiden Seiten, mit Umschalt nur auf dieser.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop</name>
    <message>
        <source>Look at footage</source>
        <translation>Aufnahmen ansehen</translation>
    </message>
    <message>
        <source>Import footage</source>
        <translation>Aufnahmen importieren</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Reconstruct %1</source>
        <translation>%1 rekonstruieren</translation>
    </message>
    <message>
        <source>%1 frames read in %2 s on %3</source>
        <translation>%1 Bilder gelesen in %2 s auf %3</translation>
    </message>
    <message>
        <source>Prepare the sample scene</source>
        <translation>Beispielszene vorbereiten</translation>
    </message>
    <message>
        <source>Change camera key</source>
        <translation>Kameraschlüssel ändern</translation>
    </message>
    <message>
        <source>Change time key</source>
        <translation>Zeitschlüssel ändern</translation>
    </message>
    <message>
        <source>Camera key %1</source>
        <translation>Kameraschlüssel %1</translation>
    </message>
    <message>
        <source>Clip time</source>
        <translation>Clipzeit</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation>%1 platzieren</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Focal length on a 36 × 24 mm picture</source>
        <translation>Brennweite auf einem Bild von 36 × 24 mm</translation>
    </message>
    <message>
        <source>To the next key</source>
        <translation>Bis zum nächsten Schlüssel</translation>
    </message>
    <message>
        <source>Straight</source>
        <translation>Gerade</translation>
    </message>
    <message>
        <source>Smooth, without stopping</source>
        <translation>Weich, ohne anzuhalten</translation>
    </message>
    <message>
        <source>Ease in</source>
        <translation>Sanft anfahren</translation>
    </message>
    <message>
        <source>Ease out</source>
        <translation>Sanft anhalten</translation>
    </message>
    <message>
        <source>Ease in and out</source>
        <translation>Sanft anfahren und anhalten</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Look from here</source>
        <translation>Von hier schauen</translation>
    </message>
    <message>
        <source>Scene-time key %1</source>
        <translation>Szenenzeit-Schlüssel %1</translation>
    </message>
    <message>
        <source>Scene time</source>
        <translation>Szenenzeit</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Weich</translation>
    </message>
    <message>
        <source>Speed after it</source>
        <translation>Geschwindigkeit danach</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>100 % is as filmed, 0 % frozen, less than nothing backwards</source>
        <translation>100 % ist wie gefilmt, 0 % Stillstand, unter null rückwärts</translation>
    </message>
    <message>
        <source>Footage</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>A grid on the ground</source>
        <translation>Ein Raster auf dem Boden</translation>
    </message>
    <message>
        <source>The cameras that filmed it, as small pyramids</source>
        <translation>Die Kameras, die gefilmt haben, als kleine Pyramiden</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Behind what is transparent</source>
        <translation>Hinter dem, was durchsichtig ist</translation>
    </message>
    <message>
        <source>Shown version</source>
        <translation>Gezeigte Version</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Camera %1</source>
        <translation>Kamera %1</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1 pixels</source>
        <translation>%1 Bildpunkte</translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation>Brennweite</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 Bildpunkte</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Principal point, pixels from the upper left corner</source>
        <translation>Hauptpunkt, Bildpunkte von der linken oberen Ecke aus</translation>
    </message>
    <message>
        <source>Angle of view</source>
        <translation>Bildwinkel</translation>
    </message>
    <message>
        <source>%1° across</source>
        <translation>%1° in der Breite</translation>
    </message>
    <message>
        <source>no distortion</source>
        <translation>keine Verzeichnung</translation>
    </message>
    <message>
        <source>distortion is undone</source>
        <translation>Verzeichnung wird herausgerechnet</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>no poses</source>
        <translation>keine Posen</translation>
    </message>
    <message>
        <source>stands still</source>
        <translation>steht still</translation>
    </message>
    <message>
        <source>moves</source>
        <translation>bewegt sich</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>%1 frames a second</source>
        <translation>%1 Bilder je Sekunde</translation>
    </message>
    <message>
        <source>Frame %1 of %2</source>
        <translation>Bild %1 von %2</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>Augenblick</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Of the camera, in the footage&apos;s world</source>
        <translation>Der Kamera, in der Welt der Aufnahmen</translation>
    </message>
    <message>
        <source>The camera and the moment of this frame</source>
        <translation>Die Kamera und der Augenblick dieses Bilds</translation>
    </message>
    <message>
        <source>Gaussians</source>
        <translation>Gaussians</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>static</source>
        <translation>unbewegt</translation>
    </message>
    <message>
        <source>moves in time</source>
        <translation>bewegt sich mit der Zeit</translation>
    </message>
    <message>
        <source>spherical harmonics of degree %1</source>
        <translation>Kugelflächenfunktionen vom Grad %1</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Frames read</source>
        <translation>Gelesene Bilder</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Frames that are only compared with, never learned from</source>
        <translation>Bilder, mit denen nur verglichen, von denen nie gelernt wird</translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation>Wie es entstand</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Change prop</source>
        <translation>Objekt ändern</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>Animation</source>
        <translation>Animation</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Which of the model&apos;s animations is played; -1: none</source>
        <translation>Welche Animation des Modells gespielt wird; -1: keine</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Scene time at which it begins</source>
        <translation>Szenenzeit, zu der sie beginnt</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source> ×</source>
        <translation> ×</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>their whole life</source>
        <translation>ihr ganzes Leben</translation>
    </message>
    <message>
        <source>%1 s to %2 s</source>
        <translation>%1 s bis %2 s</translation>
    </message>
    <message>
        <source> from %1 s to %2 s</source>
        <translation> von %1 s bis %2 s</translation>
    </message>
    <message>
        <source>%1 Gaussians</source>
        <translation>%1 Gaussians</translation>
    </message>
    <message>
        <source>model %1</source>
        <translation>Modell %1</translation>
    </message>
    <message>
        <source>made %1</source>
        <translation>entstanden %1</translation>
    </message>
    <message>
        <source>%1 Gaussians deleted</source>
        <translation>%1 Gaussians gelöscht</translation>
    </message>
    <message>
        <source>%1 Gaussians hidden</source>
        <translation>%1 Gaussians ausgeblendet</translation>
    </message>
    <message>
        <source>Cropped to a box</source>
        <translation>Auf einen Quader zugeschnitten</translation>
    </message>
    <message>
        <source>A box cut out</source>
        <translation>Ein Quader herausgeschnitten</translation>
    </message>
    <message>
        <source>Scene moved</source>
        <translation>Szene verschoben</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>The language changes with the next start of the program.</source>
        <translation>Die Sprache wechselt mit dem nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>&amp;System&apos;s</source>
        <translation>&amp;Wie das System</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation>&amp;Kamera</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>&amp;Zeit</translation>
    </message>
    <message>
        <source>&amp;Scene</source>
        <translation>&amp;Szene</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>The edits of &quot;%1&quot; were given up for those of the shown version. Undo brings them back; a version made of them (Edit &gt; Make a version of the edits) keeps them.</source>
        <translation>Die Eingriffe von „%1“ wurden zugunsten derer der gezeigten Version aufgegeben. Rückgängig holt sie zurück; eine daraus gemachte Version (Bearbeiten &gt; Version aus den Eingriffen machen) behält sie.</translation>
    </message>
    <message>
        <source>Nothing is hidden.</source>
        <translation>Nichts ist ausgeblendet.</translation>
    </message>
    <message>
        <source>Show hidden</source>
        <translation>Ausgeblendete zeigen</translation>
    </message>
    <message>
        <source>Move the scene</source>
        <translation>Szene verschieben</translation>
    </message>
    <message>
        <source>Switch edit on</source>
        <translation>Eingriff einschalten</translation>
    </message>
    <message>
        <source>Switch edit off</source>
        <translation>Eingriff ausschalten</translation>
    </message>
    <message>
        <source>Take out edit</source>
        <translation>Eingriff herausnehmen</translation>
    </message>
    <message>
        <source>The shown version has no edits. Delete, crop or move something first.</source>
        <translation>Die gezeigte Version hat keine Eingriffe. Zuerst etwas löschen, zuschneiden oder verschieben.</translation>
    </message>
    <message>
        <source>Make a version of the edits</source>
        <translation>Version aus den Eingriffen machen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Opening the scene</source>
        <translation>Szene wird geöffnet</translation>
    </message>
    <message>
        <source>%1 frames of %2 × %3, %4 ms each, on %5</source>
        <translation>%1 Bilder von %2 × %3, je %4 ms, auf %5</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>%1 ist geschrieben.</translation>
    </message>
    <message>
        <source>Applying edits</source>
        <translation>Eingriffe werden angewendet</translation>
    </message>
    <message>
        <source>%1 is written: %2 Gaussians.</source>
        <translation>%1 ist geschrieben: %2 Gaussians.</translation>
    </message>
    <message>
        <source>%1 is written: %2 Gaussians in %3 files.</source>
        <translation>%1 ist geschrieben: %2 Gaussians in %3 Dateien.</translation>
    </message>
    <message>
        <source>Export camera to %1</source>
        <translation>Kamera nach %1 exportieren</translation>
    </message>
    <message>
        <source>Writing the camera</source>
        <translation>Kamera wird geschrieben</translation>
    </message>
    <message>
        <source>Import camera from %1</source>
        <translation>Kamera aus %1 importieren</translation>
    </message>
    <message>
        <source>Reading the camera</source>
        <translation>Kamera wird gelesen</translation>
    </message>
    <message>
        <source>Import camera</source>
        <translation>Kamera importieren</translation>
    </message>
    <message>
        <source>%1: %2 camera keys and the moments that they show.</source>
        <translation>%1: %2 Kameraschlüssel und die Augenblicke, die sie zeigen.</translation>
    </message>
    <message>
        <source>%1: %2 camera keys.</source>
        <translation>%1: %2 Kameraschlüssel.</translation>
    </message>
    <message>
        <source>Listen to the cameras</source>
        <translation>Ton der Kameras anhören</translation>
    </message>
    <message>
        <source>Set up axis and scale</source>
        <translation>Achse und Maßstab festlegen</translation>
    </message>
    <message>
        <source>Try on the processor</source>
        <translation>Mit dem Prozessor versuchen</translation>
    </message>
    <message>
        <source>Try with %1 frames at %2 pixels</source>
        <translation>Mit %1 Bildern zu %2 Bildpunkten versuchen</translation>
    </message>
    <message>
        <source>Try at %1 pixels</source>
        <translation>Mit %1 Bildpunkten versuchen</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>Held out, never learned from: %1 (%2 of %3 frames).</source>
        <translation>Zurückgehalten, nie daraus gelernt: %1 (%2 von %3 Bildern).</translation>
    </message>
    <message>
        <source>Refine with %1 Gaussians</source>
        <translation>Mit %1 Gaussians verfeinern</translation>
    </message>
    <message>
        <source>Fine-tune at low rank</source>
        <translation>Mit niedrigem Rang feinabstimmen</translation>
    </message>
    <message>
        <source>Fine-tune with %1 frames a step</source>
        <translation>Mit %1 Bildern je Schritt feinabstimmen</translation>
    </message>
    <message>
        <source>Fine-tune with frames of %1 pixels</source>
        <translation>Mit Bildern von %1 Bildpunkten feinabstimmen</translation>
    </message>
    <message>
        <source>%1 frames are fitted, %2 are held out and only scored: %3</source>
        <translation>%1 Bilder werden angepasst, %2 sind zurückgehalten und werden nur bewertet: %3</translation>
    </message>
    <message>
        <source>Refining</source>
        <translation>Wird verfeinert</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>PSNR, learned from (dB)</source>
        <translation>PSNR, gelernt (dB)</translation>
    </message>
    <message>
        <source>PSNR, held out (dB)</source>
        <translation>PSNR, zurückgehalten (dB)</translation>
    </message>
    <message>
        <source>The sample scene is ready.</source>
        <translation>Die Beispielszene ist bereit.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Schwenk</translation>
    </message>
    <message>
        <source>Round the horizon, to the right</source>
        <translation>Am Horizont entlang, nach rechts</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>Above the horizon</source>
        <translation>Über dem Horizont</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Leaning to its right</source>
        <translation>Neigt sich nach rechts</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>Up %1</source>
        <translation>Oben %1</translation>
    </message>
    <message>
        <source>Set the up axis</source>
        <translation>Hochachse festlegen</translation>
    </message>
    <message>
        <source>The direction that is up, in the footage&apos;s world. View &gt; Up axis from this view and Edit &gt; Set the ground find it</source>
        <translation>Die Richtung nach oben, in der Welt der Aufnahmen. Ansicht &gt; Hochachse aus dieser Ansicht und Bearbeiten &gt; Boden festlegen finden sie</translation>
    </message>
    <message>
        <source>Place of the scene</source>
        <translation>Ort der Szene</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>Verschiebung %1</translation>
    </message>
    <message>
        <source>Turn %1</source>
        <translation>Drehung %1</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Edit &gt; Measure sets it from a length that is known</source>
        <translation>Bearbeiten &gt; Messen legt ihn aus einer bekannten Länge fest</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>%1 in the middle of the event</source>
        <translation>%1 in der Mitte des Geschehens</translation>
    </message>
    <message>
        <source>That can be seen at all then, from some side</source>
        <translation>Die dann überhaupt von irgendeiner Seite zu sehen sind</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Defekt</translation>
    </message>
    <message>
        <source>Have numbers that are none; they are never drawn</source>
        <translation>Enthalten Werte, die keine Zahlen sind; sie werden nie gezeichnet</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <source>%1 × %2 × %3 m</source>
        <translation>%1 × %2 × %3 m</translation>
    </message>
    <message>
        <source>Of all but the outermost hundredth on each side, in the footage&apos;s world</source>
        <translation>Von allen außer dem äußersten Hundertstel auf jeder Seite, in der Welt der Aufnahmen</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>From transparent to opaque</source>
        <translation>Von durchsichtig bis deckend</translation>
    </message>
    <message>
        <source>Mean of the three standard deviations</source>
        <translation>Mittel der drei Standardabweichungen</translation>
    </message>
    <message>
        <source>Life</source>
        <translation>Lebensdauer</translation>
    </message>
    <message>
        <source>Standard deviation in time</source>
        <translation>Standardabweichung in der Zeit</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Counting ...</source>
        <translation>Wird gezählt ...</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Kept as</source>
        <translation>Gespeichert als</translation>
    </message>
    <message>
        <source>display colours (sRGB)</source>
        <translation>Anzeigefarben (sRGB)</translation>
    </message>
    <message>
        <source>linear light</source>
        <translation>lineares Licht</translation>
    </message>
    <message>
        <source>Depends on the view</source>
        <translation>Hängt von der Blickrichtung ab</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Depends on time</source>
        <translation>Hängt von der Zeit ab</translation>
    </message>
    <message>
        <source>harmonics up to number %1</source>
        <translation>Harmonische bis zur Nummer %1</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Beginning of their hash</source>
        <translation>Anfang ihrer Prüfsumme</translation>
    </message>
    <message>
        <source>Scene moved and scaled × %1</source>
        <translation>Szene verschoben und skaliert × %1</translation>
    </message>
    <message>
        <source>The program&apos;s own</source>
        <translation>Das mitgelieferte</translation>
    </message>
    <message>
        <source>There is not enough memory for this. Use fewer frames or a smaller size, or close other programs.</source>
        <translation>Dafür reicht der Speicher nicht. Weniger Bilder oder eine kleinere Größe verwenden oder andere Programme schließen.</translation>
    </message>
    <message>
        <source>A file or folder cannot be reached. Check that its disk is connected and its permissions.</source>
        <translation>Eine Datei oder ein Ordner ist nicht zu erreichen. Prüfen, ob der Datenträger verbunden ist und die Rechte stimmen.</translation>
    </message>
    <message>
        <source>There are no Gaussians to edit. Reconstruct the footage or open a splat file first.</source>
        <translation>Es gibt keine Gaussians zu bearbeiten. Zuerst die Aufnahmen rekonstruieren oder eine Splat-Datei öffnen.</translation>
    </message>
    <message>
        <source>A background of all directions needs a picture. Choose one, or another background.</source>
        <translation>Ein Hintergrund aller Richtungen braucht ein Bild. Eines wählen oder einen anderen Hintergrund.</translation>
    </message>
    <message>
        <source>The project shows no Gaussians. Reconstruct them, or open a version that has some.</source>
        <translation>Das Projekt zeigt keine Gaussians. Sie rekonstruieren oder eine Version öffnen, die welche hat.</translation>
    </message>
    <message>
        <source>The edits leave no Gaussian, so there is nothing to export. Undo one of them.</source>
        <translation>Die Eingriffe lassen keinen Gaussian übrig, es gibt also nichts zu exportieren. Einen davon zurücknehmen.</translation>
    </message>
    <message>
        <source>There is no footage to reconstruct. Import a video first.</source>
        <translation>Es gibt keine Aufnahmen zu rekonstruieren. Zuerst ein Video importieren.</translation>
    </message>
    <message>
        <source>The memory of this computer is not enough to refine with so many Gaussians. Ask for fewer, close other programs, or reconstruct the scene from fewer or smaller frames.</source>
        <translation>Der Speicher dieses Rechners reicht nicht, um mit so vielen Gaussians zu verfeinern. Weniger verlangen, andere Programme schließen oder die Szene aus weniger oder kleineren Bildern rekonstruieren.</translation>
    </message>
    <message>
        <source>The computer&apos;s memory is full; close other programs and try again.</source>
        <translation>Der Arbeitsspeicher ist voll; andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Something failed while the scene was made ready to be shown; please report this.</source>
        <translation>Beim Vorbereiten der Szene für die Ansicht ist etwas gescheitert; bitte melden.</translation>
    </message>
    <message>
        <source>This failed by a fault of the program. Try again, and please report it with the log.</source>
        <translation>Das ist durch einen Fehler des Programms gescheitert. Es noch einmal versuchen und bitte mit dem Protokoll melden.</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1; %2; %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1; %2</translation>
    </message>
    <message>
        <source>The run can go on until the program ends, not after that: %1</source>
        <translation>Der Lauf kann fortgesetzt werden, bis das Programm endet, danach nicht mehr: %1</translation>
    </message>
    <message>
        <source>%1° beside the nearest frame: this side was not filmed, so it is guessed</source>
        <translation>%1° neben dem nächsten Bild: diese Seite wurde nicht gefilmt, sie ist geraten</translation>
    </message>
    <message>
        <source>No camera looked here at any moment near this one: what is seen is guessed</source>
        <translation>Keine Kamera blickte um diese Zeit hierher: was zu sehen ist, ist geraten</translation>
    </message>
    <message>
        <source>No frame from here is near this moment: what moves is guessed</source>
        <translation>Kein Bild von hier liegt nahe an diesem Zeitpunkt: was sich bewegt, ist geraten</translation>
    </message>
    <message>
        <source>%1 times nearer than the cameras were: there is no finer detail</source>
        <translation>%1-mal so nah wie die Kameras: feinere Einzelheiten gibt es nicht</translation>
    </message>
    <message>
        <source>%1 times farther away than the cameras were: what lies around was not filmed</source>
        <translation>%1-mal so weit weg wie die Kameras: was ringsum liegt, wurde nicht gefilmt</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ArrivingVersion</name>
    <message>
        <source>Reconstruct</source>
        <translation>Rekonstruieren</translation>
    </message>
    <message>
        <source>Make Gaussians</source>
        <translation>Gaussians erzeugen</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Autosave</name>
    <message>
        <source>Autosave</source>
        <translation>Automatisch sichern</translation>
    </message>
    <message>
        <source>The project cannot be autosaved: %1</source>
        <translation>Das Projekt lässt sich nicht automatisch sichern: %1</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::CameraFiles</name>
    <message>
        <source>Export camera</source>
        <translation>Kamera exportieren</translation>
    </message>
    <message>
        <source>glTF, for Blender and others (*.glb *.gltf)</source>
        <translation>glTF, für Blender und andere (*.glb *.gltf)</translation>
    </message>
    <message>
        <source>nerfstudio camera path (*.json)</source>
        <translation>nerfstudio-Kamerapfad (*.json)</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Import camera</source>
        <translation>Kamera importieren</translation>
    </message>
    <message>
        <source>Camera moves (*.glb *.gltf *.fbx *.json)</source>
        <translation>Kamerafahrten (*.glb *.gltf *.fbx *.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The camera track has no keys, so there is no move to export. Key the camera on the timeline (K) or choose a preset first.</source>
        <translation>Die Kameraspur hat keine Schlüssel, es gibt also keine Fahrt zu exportieren. Zuerst auf der Zeitleiste die Kamera als Schlüssel setzen (K) oder eine Vorlage wählen.</translation>
    </message>
    <message>
        <source>FBX, for Blender, Maya and others (*.fbx)</source>
        <translation>FBX, für Blender, Maya und andere (*.fbx)</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::CapturePanel</name>
    <message>
        <source>Footage</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Props</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>Eingriffe</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <source>Add &amp;prop…</source>
        <translation>&amp;Objekt hinzufügen …</translation>
    </message>
    <message>
        <source>Puts a model (glTF, OBJ, FBX) into the scene</source>
        <translation>Setzt ein Modell (glTF, OBJ, FBX) in die Szene</translation>
    </message>
    <message>
        <source>Add props</source>
        <translation>Objekte hinzufügen</translation>
    </message>
    <message>
        <source>Models (*.glb *.gltf *.obj *.fbx);;All files (*)</source>
        <translation>Modelle (*.glb *.gltf *.obj *.fbx);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Next version</source>
        <translation>&amp;Nächste Version</translation>
    </message>
    <message>
        <source>Shows the version after the one that is shown</source>
        <translation>Zeigt die Version nach der gezeigten</translation>
    </message>
    <message>
        <source>Drop a video on the window</source>
        <translation>Ein Video auf das Fenster ziehen</translation>
    </message>
    <message>
        <source>Double click: look through this camera</source>
        <translation>Doppelklick: durch diese Kamera sehen</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>  ·  held out</source>
        <translation>  ·  zurückgehalten</translation>
    </message>
    <message>
        <source>Reconstruct to see one here</source>
        <translation>Rekonstruieren, um hier eine zu sehen</translation>
    </message>
    <message>
        <source>Scene &gt; Add prop puts a model here</source>
        <translation>Szene &gt; Objekt hinzufügen setzt hier ein Modell ein</translation>
    </message>
    <message>
        <source>Deletions, crops and moves are listed here</source>
        <translation>Löschungen, Zuschnitte und Verschiebungen stehen hier</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Change prop</source>
        <translation>Objekt ändern</translation>
    </message>
    <message>
        <source>Rename version</source>
        <translation>Version umbenennen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Compare with what is shown</source>
        <translation>Mit dem Gezeigten vergleichen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin gehen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Duplicate prop</source>
        <translation>Objekt duplizieren</translation>
    </message>
    <message>
        <source>Remove prop</source>
        <translation>Objekt entfernen</translation>
    </message>
    <message>
        <source>Remove version</source>
        <translation>Version entfernen</translation>
    </message>
    <message>
        <source>  ·  input</source>
        <translation>  ·  Eingabe</translation>
    </message>
    <message>
        <source>The shown version was made from this frame. Double click: go there</source>
        <translation>Die gezeigte Version entstand aus diesem Bild. Doppelklick: dorthin gehen</translation>
    </message>
    <message>
        <source>Only compared with, never learned from. Double click: go there</source>
        <translation>Damit wird nur verglichen, nie daraus gelernt. Doppelklick: dorthin gehen</translation>
    </message>
    <message>
        <source>Double click: go there</source>
        <translation>Doppelklick: dorthin gehen</translation>
    </message>
    <message>
        <source>Of version %1:</source>
        <translation>Von Version %1:</translation>
    </message>
    <message>
        <source>Without its mark it does nothing; Del takes it out</source>
        <translation>Ohne Häkchen tut er nichts; Entf nimmt ihn heraus</translation>
    </message>
    <message numerus="yes">
        <source>%1  ·  %n frame(s)</source>
        <translation>
            <numerusform>%1  ·  %n Bild</numerusform>
            <numerusform>%1  ·  %n Bilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fsm::desktop::CaptureThumbnails</name>
    <message>
        <source>Pictures of the cameras</source>
        <translation>Bilder der Kameras</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::CompareBar</name>
    <message>
        <source>Wipe</source>
        <translation>Wischen</translation>
    </message>
    <message>
        <source>Both versions beside each other in the viewport; drag the line between them</source>
        <translation>Beide Versionen nebeneinander in der Ansicht; die Linie dazwischen lässt sich ziehen</translation>
    </message>
    <message>
        <source>A / B</source>
        <translation>A / B</translation>
    </message>
    <message>
        <source>One version in the whole picture, then the other</source>
        <translation>Eine Version im ganzen Bild, dann die andere</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>The new version stays the one that is shown; the one before it stays in the project</source>
        <translation>Die neue Version bleibt die gezeigte; die vorige bleibt im Projekt</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Takes the new version away and shows the one before it; can be undone</source>
        <translation>Nimmt die neue Version weg und zeigt die vorige; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>A / B (%1)</source>
        <translation>A / B (%1)</translation>
    </message>
    <message>
        <source>%1 beside %2</source>
        <translation>%1 neben %2</translation>
    </message>
    <message>
        <source>%1 is new; it has no Gaussians to put beside others. Both are in the project.</source>
        <translation>%1 ist neu; es gibt darin keine Gaussians, die sich neben andere stellen lassen. Beide sind im Projekt.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ConsolePanel</name>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>Alle Meldungen</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Which messages are shown; all are kept</source>
        <translation>Welche Meldungen gezeigt werden; behalten werden alle</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the selected messages, or all that are shown</source>
        <translation>Die ausgewählten Meldungen kopieren, sonst alle gezeigten</translation>
    </message>
    <message>
        <source>Save log…</source>
        <translation>Protokoll speichern …</translation>
    </message>
    <message>
        <source>Write all messages to a file, for a report</source>
        <translation>Alle Meldungen in eine Datei schreiben, für einen Bericht</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Forget all messages</source>
        <translation>Alle Meldungen vergessen</translation>
    </message>
    <message>
        <source>Save log</source>
        <translation>Protokoll speichern</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::CropTool</name>
    <message>
        <source>Crop to the box</source>
        <translation>Auf den Quader zuschneiden</translation>
    </message>
    <message>
        <source>Cut the box out</source>
        <translation>Quader herausschneiden</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::CurveView</name>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Docks</name>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Document</name>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Duration</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::EngineText</name>
    <message>
        <source>There is no file %1. Check the name and the folder.</source>
        <translation>Es gibt keine Datei %1. Name und Ordner prüfen.</translation>
    </message>
    <message>
        <source>%1 is not a file. Name a file, not a folder or a device.</source>
        <translation>%1 ist keine Datei. Eine Datei angeben, keinen Ordner und kein Gerät.</translation>
    </message>
    <message>
        <source>Cannot read %1. Check that you may read it.</source>
        <translation>%1 kann nicht gelesen werden. Die Leserechte prüfen.</translation>
    </message>
    <message>
        <source>Cannot open %1. Check that you may read it.</source>
        <translation>%1 kann nicht geöffnet werden. Die Leserechte prüfen.</translation>
    </message>
    <message>
        <source>%1 is larger than this kind of file can sensibly be (%2 bytes, at most %3). Check that it is the right file.</source>
        <translation>%1 ist größer, als eine solche Datei sinnvollerweise sein kann (%2 Byte, höchstens %3). Prüfen, ob es die richtige Datei ist.</translation>
    </message>
    <message>
        <source>Reading %1 stopped before its end. Check the disk and try again.</source>
        <translation>Das Lesen von %1 brach vor dem Ende ab. Den Datenträger prüfen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2. %3</source>
        <translation>%1 kann nicht geschrieben werden: %2. %3</translation>
    </message>
    <message>
        <source>Free some space on the disk and try again.</source>
        <translation>Platz auf dem Datenträger schaffen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Check that the folder may be written to, then try again.</source>
        <translation>Prüfen, ob in den Ordner geschrieben werden darf, und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made: %2. Write elsewhere, or change what is in the way.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden: %2. Anderswohin schreiben oder ändern, was im Weg ist.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be written to. Write elsewhere or change its permissions.</source>
        <translation>In den Ordner %1 kann nicht geschrieben werden. Anderswohin schreiben oder seine Rechte ändern.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Check the disk&apos;s free space and your permission, or write elsewhere.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden. Freien Platz und Rechte prüfen oder anderswohin schreiben.</translation>
    </message>
    <message>
        <source>%1 already exists and is not an empty folder. Choose another name, or remove it.</source>
        <translation>%1 gibt es schon, und es ist kein leerer Ordner. Einen anderen Namen wählen oder ihn entfernen.</translation>
    </message>
    <message>
        <source>%1 is a folder. Give the name of a file to write.</source>
        <translation>%1 ist ein Ordner. Den Namen einer Datei angeben, die geschrieben werden soll.</translation>
    </message>
    <message>
        <source>%1 cannot be written. Check the disk&apos;s free space and your permission.</source>
        <translation>%1 kann nicht geschrieben werden. Freien Platz und Rechte prüfen.</translation>
    </message>
    <message>
        <source>The image &quot;%1&quot; is damaged or cut off. Copy it again from where it came from.</source>
        <translation>Das Bild „%1“ ist beschädigt oder abgeschnitten. Es noch einmal von der Quelle kopieren.</translation>
    </message>
    <message>
        <source>The image &quot;%1&quot; has %2x%3 pixels; at most 16384 a side can be used. Make it smaller first.</source>
        <translation>Das Bild „%1“ hat %2x%3 Bildpunkte; höchstens 16384 je Seite sind möglich. Es zuerst verkleinern.</translation>
    </message>
    <message>
        <source>There is no image &quot;%1&quot;. Check the name and the folder.</source>
        <translation>Es gibt kein Bild „%1“. Name und Ordner prüfen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a file. Name an image, not a folder or a device.</source>
        <translation>„%1“ ist keine Datei. Ein Bild angeben, keinen Ordner und kein Gerät.</translation>
    </message>
    <message>
        <source>The image &quot;%1&quot; cannot be opened. Check that you may read it.</source>
        <translation>Das Bild „%1“ kann nicht geöffnet werden. Die Leserechte prüfen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither a PNG nor a JPEG image. Convert it to one of them.</source>
        <translation>„%1“ ist weder ein PNG- noch ein JPEG-Bild. Es in eines davon umwandeln.</translation>
    </message>
    <message>
        <source>There is not enough memory to read an image. Close other programs.</source>
        <translation>Der Speicher reicht nicht, um ein Bild zu lesen. Andere Programme schließen.</translation>
    </message>
    <message>
        <source>There is not enough memory to write an image. Close other programs.</source>
        <translation>Der Speicher reicht nicht, um ein Bild zu schreiben. Andere Programme schließen.</translation>
    </message>
    <message>
        <source>The image &quot;%1&quot; could not be encoded. Try a smaller size.</source>
        <translation>Das Bild „%1“ konnte nicht kodiert werden. Eine kleinere Größe versuchen.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be read. Check its name and your permission.</source>
        <translation>Der Ordner %1 kann nicht gelesen werden. Namen und Rechte prüfen.</translation>
    </message>
    <message>
        <source>The folder %1 holds no PNG or JPEG image. Give a folder that does.</source>
        <translation>Der Ordner %1 enthält kein PNG- oder JPEG-Bild. Einen Ordner mit Bildern angeben.</translation>
    </message>
    <message>
        <source>There is no video %1. Check the name and the folder.</source>
        <translation>Es gibt kein Video %1. Name und Ordner prüfen.</translation>
    </message>
    <message>
        <source>%1 is not a file. Name a video, not a folder or a device.</source>
        <translation>%1 ist keine Datei. Ein Video angeben, keinen Ordner und kein Gerät.</translation>
    </message>
    <message>
        <source>The video %1 is empty. Copy it again from where it came from.</source>
        <translation>Das Video %1 ist leer. Es noch einmal von der Quelle kopieren.</translation>
    </message>
    <message>
        <source>The video %1 is damaged or cut off. Copy it again from where it came from, or repair it.</source>
        <translation>Das Video %1 ist beschädigt oder abgeschnitten. Es noch einmal von der Quelle kopieren oder reparieren.</translation>
    </message>
    <message>
        <source>%1 is not a video. Choose an mp4, mov, mkv or similar file.</source>
        <translation>%1 ist kein Video. Eine mp4-, mov-, mkv- oder ähnliche Datei wählen.</translation>
    </message>
    <message>
        <source>The video %1 cannot be opened. Check that you may read it.</source>
        <translation>Das Video %1 kann nicht geöffnet werden. Die Leserechte prüfen.</translation>
    </message>
    <message>
        <source>The video %1 is coded as %2, which cannot be decoded here. Convert it to H.264 or HEVC first.</source>
        <translation>Das Video %1 ist als %2 kodiert, was hier nicht dekodiert werden kann. Es zuerst in H.264 oder HEVC umwandeln.</translation>
    </message>
    <message>
        <source>The video &quot;%1&quot; is coded as %2, which cannot be decoded here. Convert it to H.264 first.</source>
        <translation>Das Video „%1“ ist als %2 kodiert, was hier nicht dekodiert werden kann. Es zuerst in H.264 umwandeln.</translation>
    </message>
    <message>
        <source>The video %1 claims frames of %2x%3 pixels, which is more than can be read. Make it smaller first.</source>
        <translation>Das Video %1 gibt Bilder von %2x%3 Bildpunkten an; das ist mehr, als gelesen werden kann. Es zuerst verkleinern.</translation>
    </message>
    <message>
        <source>The video %1 has more than five million frames. Cut it into pieces first.</source>
        <translation>Das Video %1 hat mehr als fünf Millionen Bilder. Es zuerst in Stücke schneiden.</translation>
    </message>
    <message>
        <source>The video %1 breaks off: %2 of %3 frames can be read.</source>
        <translation>Das Video %1 bricht ab: %2 von %3 Bildern sind lesbar.</translation>
    </message>
    <message>
        <source>an unknown number</source>
        <translation>einer unbekannten Zahl</translation>
    </message>
    <message>
        <source>No frame of the video &quot;%1&quot; can be shown. Copy it again or convert it first.</source>
        <translation>Kein Bild des Videos „%1“ kann gezeigt werden. Es noch einmal kopieren oder zuerst umwandeln.</translation>
    </message>
    <message>
        <source>The frame at %1 s of the video &quot;%2&quot; does not decode. Choose a range without it, or copy the video again.</source>
        <translation>Das Bild bei %1 s des Videos „%2“ lässt sich nicht dekodieren. Einen Bereich ohne es wählen oder das Video noch einmal kopieren.</translation>
    </message>
    <message>
        <source>The video&apos;s pixel format %1 cannot be shown here. Convert the video to 8- or 10-bit H.264 or HEVC first.</source>
        <translation>Das Pixelformat %1 des Videos kann hier nicht gezeigt werden. Das Video zuerst in H.264 oder HEVC mit 8 oder 10 Bit umwandeln.</translation>
    </message>
    <message>
        <source>The video&apos;s frames cannot be converted to RGB. Convert the video to H.264 first.</source>
        <translation>Die Bilder des Videos lassen sich nicht in RGB umwandeln. Das Video zuerst in H.264 umwandeln.</translation>
    </message>
    <message>
        <source>There is not enough memory to work with video. Close other programs and try again.</source>
        <translation>Der Speicher reicht nicht für die Arbeit mit Video. Andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There is not enough memory to decode the video. Close other programs and try again.</source>
        <translation>Der Speicher reicht nicht, um das Video zu dekodieren. Andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The sound of %1 cannot be read. Choose an mp4, mov, wav, flac, mp3 or similar file.</source>
        <translation>Der Ton von %1 kann nicht gelesen werden. Eine mp4-, mov-, wav-, flac-, mp3- oder ähnliche Datei wählen.</translation>
    </message>
    <message>
        <source>%1 has no sound. Choose another file, or export without sound.</source>
        <translation>%1 hat keinen Ton. Eine andere Datei wählen oder ohne Ton exportieren.</translation>
    </message>
    <message>
        <source>The sound of %1 cannot be decoded. Convert it to AAC or WAV first.</source>
        <translation>Der Ton von %1 lässt sich nicht dekodieren. Ihn zuerst in AAC oder WAV umwandeln.</translation>
    </message>
    <message>
        <source>The sound of %1 is of a kind that cannot be converted.</source>
        <translation>Der Ton von %1 ist von einer Art, die sich nicht umwandeln lässt.</translation>
    </message>
    <message>
        <source>There is not enough memory to compare sounds. Close other programs and try again.</source>
        <translation>Der Speicher reicht nicht, um Töne zu vergleichen. Andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There is nothing to import. Give a video, a folder or a file with poses.</source>
        <translation>Es gibt nichts zu importieren. Ein Video, einen Ordner oder eine Datei mit Posen angeben.</translation>
    </message>
    <message>
        <source>%1 does not exist. Check its name.</source>
        <translation>%1 gibt es nicht. Den Namen prüfen.</translation>
    </message>
    <message>
        <source>%1 is nothing that can be imported. Give one of: %2.</source>
        <translation>%1 ist nichts, was importiert werden kann. Eines davon angeben: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be one of several cameras. Give one source, or several videos.</source>
        <translation>%1 kann nicht eine von mehreren Kameras sein. Eine Quelle oder mehrere Videos angeben.</translation>
    </message>
    <message>
        <source>%1 has no camera poses, and a reconstruction needs them. Have them estimated: fsm import %2 -o FOLDER; then fsm reconstruct FOLDER.</source>
        <translation>%1 hat keine Kameraposen, und eine Rekonstruktion braucht sie. Sie schätzen lassen: fsm import %2 -o ORDNER; dann fsm reconstruct ORDNER.</translation>
    </message>
    <message>
        <source>The capture has no cameras. Give a source with at least one video or image folder.</source>
        <translation>Die Aufnahme hat keine Kameras. Eine Quelle mit mindestens einem Video oder Bilderordner angeben.</translation>
    </message>
    <message>
        <source>Camera &apos;%1&apos; needs %2, which is not there. Copy the capture folder again.</source>
        <translation>Die Kamera „%1“ braucht %2, was nicht da ist. Den Ordner der Aufnahme noch einmal kopieren.</translation>
    </message>
    <message>
        <source>Camera &apos;%1&apos; has %2 images, but scene.json promises %3. Copy the capture folder again, or correct the counts.</source>
        <translation>Die Kamera „%1“ hat %2 Bilder, aber scene.json verspricht %3. Den Ordner der Aufnahme noch einmal kopieren oder die Zahlen berichtigen.</translation>
    </message>
    <message>
        <source>Camera &apos;%1&apos; has no poses. Import it again with its poses.</source>
        <translation>Die Kamera „%1“ hat keine Posen. Sie noch einmal mit ihren Posen importieren.</translation>
    </message>
    <message>
        <source>Camera &apos;%1&apos; of %2 has no poses. Give a source that has them.</source>
        <translation>Die Kamera „%1“ von %2 hat keine Posen. Eine Quelle angeben, die sie hat.</translation>
    </message>
    <message>
        <source>%1 has no images. Check the capture&apos;s files.</source>
        <translation>%1 hat keine Bilder. Die Dateien der Aufnahme prüfen.</translation>
    </message>
    <message>
        <source>%1 has no frames. Remove it or give it some.</source>
        <translation>%1 hat keine Bilder. Sie entfernen oder ihr welche geben.</translation>
    </message>
    <message>
        <source>%1 has fewer frames than it promises. Check the file, or import the capture again.</source>
        <translation>%1 hat weniger Bilder als versprochen. Die Datei prüfen oder die Aufnahme noch einmal importieren.</translation>
    </message>
    <message>
        <source>%1 has frames of different sizes. Split it into one camera per size.</source>
        <translation>%1 hat Bilder verschiedener Größe. Je Größe eine Kamera daraus machen.</translation>
    </message>
    <message>
        <source>%1 is %2 x %3 pixels, but its intrinsics are for %4 x %5. Give frames of one size, or correct the width and height.</source>
        <translation>%1 hat %2 x %3 Bildpunkte, aber die Kameradaten gelten für %4 x %5. Bilder einer Größe angeben oder Breite und Höhe berichtigen.</translation>
    </message>
    <message>
        <source>%1 has a pose that is not a rotation and a translation of finite numbers. Correct or remove it.</source>
        <translation>%1 hat eine Pose, die keine Drehung und Verschiebung aus endlichen Zahlen ist. Sie berichtigen oder entfernen.</translation>
    </message>
    <message>
        <source>%1 has a time that is not a number. Correct or remove it.</source>
        <translation>%1 hat eine Zeit, die keine Zahl ist. Sie berichtigen oder entfernen.</translation>
    </message>
    <message>
        <source>%1, frame %2</source>
        <translation>%1, Bild %2</translation>
    </message>
    <message>
        <source>Camera &apos;%1&apos;</source>
        <translation>Kamera „%1“</translation>
    </message>
    <message>
        <source>A camera of the capture has no valid pose, lens or time. Import the capture again.</source>
        <translation>Eine Kamera der Aufnahme hat keine gültige Pose, Brennweite oder Zeit. Die Aufnahme noch einmal importieren.</translation>
    </message>
    <message>
        <source>No frame lies in the chosen range. Choose a range within the capture&apos;s times.</source>
        <translation>Im gewählten Bereich liegt kein Bild. Einen Bereich innerhalb der Aufnahme wählen.</translation>
    </message>
    <message>
        <source>No frame lies in the asked range; there are frames from %1 to %2 s. Choose a range within.</source>
        <translation>Im verlangten Bereich liegt kein Bild; es gibt Bilder von %1 bis %2 s. Einen Bereich darin wählen.</translation>
    </message>
    <message>
        <source>Ask for at least one frame.</source>
        <translation>Mindestens ein Bild verlangen.</translation>
    </message>
    <message>
        <source>The range&apos;s end lies before its beginning. Exchange them.</source>
        <translation>Das Ende des Bereichs liegt vor seinem Anfang. Beide vertauschen.</translation>
    </message>
    <message>
        <source>There are no frames to choose from.</source>
        <translation>Es gibt keine Bilder, aus denen zu wählen wäre.</translation>
    </message>
    <message>
        <source>There is no input frame. Choose at least one.</source>
        <translation>Es gibt kein Eingabebild. Mindestens eines wählen.</translation>
    </message>
    <message>
        <source>No frame is left as input. Choose other cameras or frames.</source>
        <translation>Kein Bild bleibt als Eingabe. Andere Kameras oder Bilder wählen.</translation>
    </message>
    <message>
        <source>An evaluation needs at least one input and one held-out frame. Ask for more.</source>
        <translation>Eine Bewertung braucht mindestens ein Eingabebild und ein zurückgehaltenes. Mehr verlangen.</translation>
    </message>
    <message>
        <source>Nothing is left as input when that is held out. Hold out less, for example every:8.</source>
        <translation>Wird das zurückgehalten, bleibt nichts als Eingabe. Weniger zurückhalten, zum Beispiel every:8.</translation>
    </message>
    <message>
        <source>capture folder (scene.json)</source>
        <translation>Aufnahmeordner (scene.json)</translation>
    </message>
    <message>
        <source>FSM / LaCT cameras (opencv_cameras.json)</source>
        <translation>FSM-/LaCT-Kameras (opencv_cameras.json)</translation>
    </message>
    <message>
        <source>nerfstudio or instant-ngp (transforms.json)</source>
        <translation>nerfstudio oder instant-ngp (transforms.json)</translation>
    </message>
    <message>
        <source>COLMAP model</source>
        <translation>COLMAP-Modell</translation>
    </message>
    <message>
        <source>video or images without cameras</source>
        <translation>Video oder Bilder ohne Kameras</translation>
    </message>
    <message>
        <source>%1 is not valid JSON. It may be cut short: copy or export it again.</source>
        <translation>%1 ist kein gültiges JSON. Vielleicht ist es abgeschnitten: noch einmal kopieren oder exportieren.</translation>
    </message>
    <message>
        <source>%1 lacks the text &apos;%2&apos;. Add it, or export the file again.</source>
        <translation>%1 fehlt der Text „%2“. Ihn ergänzen oder die Datei noch einmal exportieren.</translation>
    </message>
    <message>
        <source>%1 lacks the list &apos;%2&apos;. Add it, or export the file again.</source>
        <translation>%1 fehlt die Liste „%2“. Sie ergänzen oder die Datei noch einmal exportieren.</translation>
    </message>
    <message>
        <source>%1 lacks &apos;%2&apos;. Add it, or export the file again.</source>
        <translation>%1 fehlt „%2“. Es ergänzen oder die Datei noch einmal exportieren.</translation>
    </message>
    <message>
        <source>%1 is not a finite number. Correct the file, or export it again.</source>
        <translation>%1 ist keine endliche Zahl. Die Datei berichtigen oder noch einmal exportieren.</translation>
    </message>
    <message>
        <source>%1 lists no camera. Add at least one.</source>
        <translation>%1 nennt keine Kamera. Mindestens eine ergänzen.</translation>
    </message>
    <message>
        <source>%1 holds no camera poses that can be read. Give one of: %2.</source>
        <translation>%1 enthält keine lesbaren Kameraposen. Eines davon angeben: %2.</translation>
    </message>
    <message>
        <source>%1 has poses for %2 cameras, but there are %3 videos. Name the files like the cameras.</source>
        <translation>%1 hat Posen für %2 Kameras, aber es gibt %3 Videos. Die Dateien wie die Kameras nennen.</translation>
    </message>
    <message>
        <source>%1 holds no posed frame. Export it again with its cameras.</source>
        <translation>%1 enthält kein Bild mit Pose. Es noch einmal mit seinen Kameras exportieren.</translation>
    </message>
    <message>
        <source>None of the %1 poses of %2 belongs to one of the %3 frames of &apos;%4&apos;. Give poses whose frame numbers or times are those of the video.</source>
        <translation>Keine der %1 Posen von %2 gehört zu einem der %3 Bilder von „%4“. Posen angeben, deren Bildnummern oder Zeiten die des Videos sind.</translation>
    </message>
    <message>
        <source>The image &apos;%1&apos; that %2 names was not found as PNG or JPEG. Put the images beside it under the names it gives.</source>
        <translation>Das Bild „%1“, das %2 nennt, wurde nicht als PNG oder JPEG gefunden. Die Bilder unter den genannten Namen daneben legen.</translation>
    </message>
    <message>
        <source>%1 names frame %2, but the video has only %3 frames. Use the video that was posed.</source>
        <translation>%1 nennt Bild %2, aber das Video hat nur %3 Bilder. Das Video verwenden, zu dem die Posen gehören.</translation>
    </message>
    <message>
        <source>%1: the image is %2 x %3 pixels, but its intrinsics are for %4 x %5. Use the images that were posed, or correct the sizes.</source>
        <translation>%1: Das Bild hat %2 x %3 Bildpunkte, aber die Kameradaten gelten für %4 x %5. Die Bilder verwenden, zu denen die Posen gehören, oder die Größen berichtigen.</translation>
    </message>
    <message>
        <source>%1 is shorter than it claims to be. Copy the COLMAP model again, or run COLMAP again.</source>
        <translation>%1 ist kürzer, als es angibt. Das COLMAP-Modell noch einmal kopieren oder COLMAP noch einmal ausführen.</translation>
    </message>
    <message>
        <source>%1 has the camera model %2, which is not read. Undistort the model with COLMAP&apos;s image_undistorter.</source>
        <translation>%1 hat das Kameramodell %2, das nicht gelesen wird. Das Modell mit COLMAPs image_undistorter entzerren.</translation>
    </message>
    <message>
        <source>%1 has the camera model %2, which is not read. Convert the capture to OPENCV or PINHOLE.</source>
        <translation>%1 hat das Kameramodell %2, das nicht gelesen wird. Die Aufnahme in OPENCV oder PINHOLE umwandeln.</translation>
    </message>
    <message>
        <source>Camera poses are estimated by COLMAP, which is not installed. Install the package &apos;colmap&apos; (sudo apt install colmap) and try again, or give poses that were made elsewhere.</source>
        <translation>Kameraposen werden von COLMAP geschätzt, das nicht installiert ist. Das Paket „colmap“ installieren (sudo apt install colmap) und es noch einmal versuchen, oder anderswo gemachte Posen angeben.</translation>
    </message>
    <message>
        <source>COLMAP was ended by the system, most likely for want of memory. Close other programs, or use fewer frames.</source>
        <translation>COLMAP wurde vom System beendet, wohl aus Mangel an Speicher. Andere Programme schließen oder weniger Bilder verwenden.</translation>
    </message>
    <message>
        <source>COLMAP failed in its step %1 (%2). Try again; when it fails again, give poses that were made elsewhere.</source>
        <translation>COLMAP ist in seinem Schritt %1 gescheitert (%2). Es noch einmal versuchen; scheitert es wieder, anderswo gemachte Posen angeben.</translation>
    </message>
    <message>
        <source>ended by signal %1</source>
        <translation>durch Signal %1 beendet</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>Rückgabewert %1</translation>
    </message>
    <message>
        <source>COLMAP broke off while it placed the cameras. Try again with fewer frames.</source>
        <translation>COLMAP brach ab, während es die Kameras setzte. Es mit weniger Bildern noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The program %1 cannot be started. Close other programs and try again.</source>
        <translation>Das Programm %1 kann nicht gestartet werden. Andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>No camera pose could be found: %1 fit together. What helps: a part without fast turns, more frames, and in the filming more overlap, less blur, a longer way around the scene, and something that stands still in the picture.%2</source>
        <translation>Es war keine Kamerapose zu finden: %1 passen zusammen. Was hilft: ein Teil ohne schnelle Schwenks, mehr Bilder, und beim Filmen mehr Überlappung, weniger Unschärfe, ein längerer Weg um die Szene und etwas, das im Bild stillsteht.%2</translation>
    </message>
    <message>
        <source>Camera poses were found for only %1; it broke at %2. What helps: a part without fast turns, more frames, and in the filming more overlap, less blur, a longer way around the scene, and something that stands still in the picture.%3</source>
        <translation>Kameraposen wurden nur für %1 gefunden; es riss ab bei %2. Was hilft: ein Teil ohne schnelle Schwenks, mehr Bilder, und beim Filmen mehr Überlappung, weniger Unschärfe, ein längerer Weg um die Szene und etwas, das im Bild stillsteht.%3</translation>
    </message>
    <message>
        <source>If much of the picture moves, give masks of it. If the camera stood in one place, say that it is static.</source>
        <translation>Bewegt sich viel im Bild, Masken davon angeben. Stand die Kamera an einer Stelle, sie als fest angeben.</translation>
    </message>
    <message>
        <source>If the camera stood in one place, say that it is static.</source>
        <translation>Stand die Kamera an einer Stelle, sie als fest angeben.</translation>
    </message>
    <message>
        <source>%1 of %2 frames</source>
        <translation>%1 von %2 Bildern</translation>
    </message>
    <message>
        <source>None of the asked frames has a pose, though %1 that were looked at have one. Ask for more frames.</source>
        <translation>Keines der verlangten Bilder hat eine Pose, obwohl %1, die angesehen wurden, eine haben. Mehr Bilder verlangen.</translation>
    </message>
    <message>
        <source>Poses are estimated from at least two frames. Choose a larger number.</source>
        <translation>Posen werden aus mindestens zwei Bildern geschätzt. Eine größere Zahl wählen.</translation>
    </message>
    <message>
        <source>One camera can be taken as static, but there are %1. Where they stand to each other is estimated, or given as a file.</source>
        <translation>Eine Kamera kann als fest gelten, aber es sind %1. Wie sie zueinander stehen, wird geschätzt oder in einer Datei angegeben.</translation>
    </message>
    <message>
        <source>Frame %1 of &apos;%2&apos; is %3 x %4 pixels, but the camera&apos;s first one is %5 x %6. Put pictures of other sizes into folders of their own.</source>
        <translation>Bild %1 von „%2“ hat %3 x %4 Bildpunkte, aber das erste der Kamera hat %5 x %6. Bilder anderer Größe in eigene Ordner legen.</translation>
    </message>
    <message>
        <source>None of the %1 masks in %2 belongs to one of the %3 frames of &apos;%4&apos;. Give one mask for all frames, one a frame, or name them by the frame&apos;s number.</source>
        <translation>Keine der %1 Masken in %2 gehört zu einem der %3 Bilder von „%4“. Eine Maske für alle Bilder oder eine je Bild angeben, oder sie nach den Bildnummern benennen.</translation>
    </message>
    <message>
        <source>%1 is no folder of masks. Check its name.</source>
        <translation>%1 ist kein Ordner mit Masken. Den Namen prüfen.</translation>
    </message>
    <message>
        <source>The field of view is an angle of 1 to 170 degrees. Choose one in between.</source>
        <translation>Das Sichtfeld ist ein Winkel von 1 bis 170 Grad. Einen dazwischen wählen.</translation>
    </message>
    <message>
        <source>The folder %1 for temporary files cannot be made. Free some space on that disk, or name another folder in TMPDIR.</source>
        <translation>Der Ordner %1 für vorübergehende Dateien kann nicht angelegt werden. Platz auf diesem Datenträger schaffen oder in TMPDIR einen anderen Ordner nennen.</translation>
    </message>
    <message>
        <source>%1 is shorter than it claims to be. Run COLMAP again.</source>
        <translation>%1 ist kürzer, als es angibt. COLMAP noch einmal ausführen.</translation>
    </message>
    <message>
        <source>The source has no camera poses.</source>
        <translation>Die Quelle hat keine Kameraposen.</translation>
    </message>
    <message>
        <source>The camera does not move in this clip.</source>
        <translation>Die Kamera bewegt sich in diesem Clip nicht.</translation>
    </message>
    <message>
        <source>What moves against the rest was left out when the cameras were placed.</source>
        <translation>Was sich gegen den Rest bewegt, blieb beim Setzen der Kameras außer Betracht.</translation>
    </message>
    <message>
        <source>One static camera: there is no parallax that would tell depth, so that the scene can be seen from about where it was filmed and at any of its moments, but hardly from the side.</source>
        <translation>Eine feste Kamera: Es gibt keine Parallaxe, die Tiefe verriete; die Szene lässt sich etwa von dort sehen, wo gefilmt wurde, und zu jedem ihrer Zeitpunkte, aber kaum von der Seite.</translation>
    </message>
    <message>
        <source>The focal length was guessed.</source>
        <translation>Die Brennweite wurde geraten.</translation>
    </message>
    <message>
        <source>Camera poses were estimated by COLMAP for %1 (reprojection error %2 pixels at %3 pixels).</source>
        <translation>Kameraposen wurden von COLMAP für %1 geschätzt (Rückprojektionsfehler %2 Bildpunkte bei %3 Bildpunkten).</translation>
    </message>
    <message>
        <source>Frames without a pose are left out: %1.</source>
        <translation>Bilder ohne Pose sind ausgelassen: %1.</translation>
    </message>
    <message>
        <source>The clip fell into %1 parts that do not connect; the largest was taken.</source>
        <translation>Der Clip zerfiel in %1 Teile ohne Verbindung; der größte wurde genommen.</translation>
    </message>
    <message>
        <source>The capture holds the sharp frames that were looked at. Ask for others by number or rate.</source>
        <translation>Die Aufnahme enthält die scharfen Bilder, die angesehen wurden. Andere nach Zahl oder Rate verlangen.</translation>
    </message>
    <message>
        <source>The capture holds those of the asked frames that have a pose.</source>
        <translation>Die Aufnahme enthält diejenigen der verlangten Bilder, die eine Pose haben.</translation>
    </message>
    <message>
        <source>Where up is and how large the scene is were guessed.</source>
        <translation>Wo oben ist und wie groß die Szene ist, wurde geraten.</translation>
    </message>
    <message>
        <source>Camera &apos;%1&apos; has no frame with a pose and was left out.</source>
        <translation>Die Kamera „%1“ hat kein Bild mit einer Pose und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>Camera &apos;%1&apos; has no frame in the chosen range and was left out.</source>
        <translation>Die Kamera „%1“ hat kein Bild im gewählten Bereich und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>COLMAP made %1 models; the largest, %2, was read.</source>
        <translation>COLMAP hat %1 Modelle gemacht; gelesen wurde das größte, %2.</translation>
    </message>
    <message>
        <source>The folder&apos;s %1 videos were taken as cameras of one event.</source>
        <translation>Die %1 Videos des Ordners wurden als Kameras eines Geschehens genommen.</translation>
    </message>
    <message>
        <source>The cameras&apos; clocks were aligned by their sound: %1.</source>
        <translation>Die Uhren der Kameras wurden nach ihrem Ton abgeglichen: %1.</translation>
    </message>
    <message>
        <source>No offset was found for these cameras, which are taken to have started at the same moment: %1. Give the offset by hand.</source>
        <translation>Für diese Kameras wurde kein Versatz gefunden; es gilt, dass sie zugleich begannen: %1. Den Versatz von Hand angeben.</translation>
    </message>
    <message>
        <source>The footage&apos;s sound cannot be found: %1</source>
        <translation>Der Ton der Aufnahmen ist nicht zu finden: %1</translation>
    </message>
    <message>
        <source>The footage %1 has changed since the scene was made. Bring the old files back or reconstruct the scene again.</source>
        <translation>Die Aufnahmen %1 haben sich geändert, seit die Szene gemacht wurde. Die alten Dateien zurückholen oder die Szene noch einmal rekonstruieren.</translation>
    </message>
    <message>
        <source>The footage of the scene is not at %1 any more. Put it there or beside the project file.</source>
        <translation>Die Aufnahmen der Szene liegen nicht mehr unter %1. Sie dorthin oder neben die Projektdatei legen.</translation>
    </message>
    <message>
        <source>The footage %1 has other cameras or frames than when the scene was made. Reconstruct the scene again.</source>
        <translation>Die Aufnahmen %1 haben andere Kameras oder Bilder als damals, als die Szene gemacht wurde. Die Szene noch einmal rekonstruieren.</translation>
    </message>
    <message>
        <source>%1 holds no reconstruction. Make one with fsm reconstruct.</source>
        <translation>%1 enthält keine Rekonstruktion. Zuerst eine machen.</translation>
    </message>
    <message>
        <source>%1 has no reconstruction called &apos;%2&apos;. Choose another one.</source>
        <translation>%1 hat keine Rekonstruktion namens „%2“. Eine andere wählen.</translation>
    </message>
    <message>
        <source>%1 is damaged. Reconstruct the scene again.</source>
        <translation>%1 ist beschädigt. Die Szene noch einmal rekonstruieren.</translation>
    </message>
    <message>
        <source>The project is damaged where it describes its footage. Reconstruct the scene again.</source>
        <translation>Das Projekt ist dort beschädigt, wo es seine Aufnahmen beschreibt. Die Szene noch einmal rekonstruieren.</translation>
    </message>
    <message>
        <source>The scene&apos;s normalisation cannot be read. Reconstruct the scene again from its capture.</source>
        <translation>Die Normierung der Szene kann nicht gelesen werden. Die Szene aus ihrer Aufnahme noch einmal rekonstruieren.</translation>
    </message>
    <message>
        <source>The animation was made by a newer Chronoscope. Open the project with that version.</source>
        <translation>Die Animation wurde mit einem neueren Chronoscope gemacht. Das Projekt mit dieser Version öffnen.</translation>
    </message>
    <message>
        <source>The animation of the project is damaged. Recover the project, or start a new animation in it.</source>
        <translation>Die Animation des Projekts ist beschädigt. Das Projekt wiederherstellen oder darin eine neue Animation beginnen.</translation>
    </message>
    <message>
        <source>An edit of the scene cannot be read: the project is damaged or from a newer program. The scene itself is safe; update the program or make the edit again.</source>
        <translation>Ein Eingriff in die Szene kann nicht gelesen werden: Das Projekt ist beschädigt oder von einem neueren Programm. Die Szene selbst ist unversehrt; das Programm aktualisieren oder den Eingriff noch einmal machen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be read. Check its permissions and that the disk is connected.</source>
        <translation>„%1“ kann nicht gelesen werden. Die Rechte prüfen, und ob der Datenträger verbunden ist.</translation>
    </message>
    <message>
        <source>There is nothing at &quot;%1&quot;. Check the path.</source>
        <translation>Unter „%1“ ist nichts. Den Pfad prüfen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither a file nor a folder. Choose a video or a folder.</source>
        <translation>„%1“ ist weder Datei noch Ordner. Ein Video oder einen Ordner wählen.</translation>
    </message>
    <message>
        <source>There are no Gaussians &quot;%1&quot; in %2. Choose another version.</source>
        <translation>In %2 gibt es keine Gaussians „%1“. Eine andere Version wählen.</translation>
    </message>
    <message>
        <source>The Gaussians &quot;%1&quot; in %2 are damaged. Make them again.</source>
        <translation>Die Gaussians „%1“ in %2 sind beschädigt. Sie noch einmal machen.</translation>
    </message>
    <message>
        <source>The Gaussians &quot;%1&quot; in %2 are damaged: %3. Make them again, or restore the file from a backup.</source>
        <translation>Die Gaussians „%1“ in %2 sind beschädigt: %3. Sie noch einmal machen oder die Datei aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>There is not enough memory to read the Gaussians of %1. Close other programs and try again.</source>
        <translation>Der Speicher reicht nicht, um die Gaussians von %1 zu lesen. Andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a folder. Give the project a file name that ends in .chrono.</source>
        <translation>„%1“ ist ein Ordner. Dem Projekt einen Dateinamen geben, der auf .chrono endet.</translation>
    </message>
    <message>
        <source>There is no folder &quot;%1&quot; to save the project in. Make it or choose another.</source>
        <translation>Es gibt keinen Ordner „%1“, in dem das Projekt gesichert werden könnte. Ihn anlegen oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>The project could not be saved as &quot;%1&quot;. Check the folder&apos;s permissions or choose another name.</source>
        <translation>Das Projekt konnte nicht als „%1“ gesichert werden. Die Rechte des Ordners prüfen oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be reached. Check the permissions of its folder.</source>
        <translation>„%1“ ist nicht zu erreichen. Die Rechte des Ordners prüfen.</translation>
    </message>
    <message>
        <source>There is no project &quot;%1&quot;. Check the path.</source>
        <translation>Es gibt kein Projekt „%1“. Den Pfad prüfen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a file. Choose a Chronoscope project (.chrono).</source>
        <translation>„%1“ ist keine Datei. Ein Chronoscope-Projekt (.chrono) wählen.</translation>
    </message>
    <message>
        <source>%1 is empty. Restore it from a backup or make the project again.</source>
        <translation>%1 ist leer. Die Datei aus einer Sicherung wiederherstellen oder das Projekt noch einmal machen.</translation>
    </message>
    <message>
        <source>%1 was not saved. Check its folder and save under another name.</source>
        <translation>%1 wurde nicht gesichert. Den Ordner prüfen und unter anderem Namen sichern.</translation>
    </message>
    <message>
        <source>%1 was opened read-only. Save under another name.</source>
        <translation>%1 ist nur zum Lesen geöffnet. Unter anderem Namen sichern.</translation>
    </message>
    <message>
        <source>%1 was not saved, because a part of it could not be written. It keeps its old content.</source>
        <translation>%1 wurde nicht gesichert, weil ein Teil nicht geschrieben werden konnte. Der alte Inhalt bleibt.</translation>
    </message>
    <message>
        <source>%1 cannot be written. Open it read-only, or check its permissions.</source>
        <translation>%1 kann nicht geschrieben werden. Nur zum Lesen öffnen oder die Rechte prüfen.</translation>
    </message>
    <message>
        <source>The reconstruction &quot;%1&quot; in %2 is damaged: %3. Reconstruct the capture again.</source>
        <translation>Die Rekonstruktion „%1“ in %2 ist beschädigt: %3. Die Aufnahme noch einmal rekonstruieren.</translation>
    </message>
    <message>
        <source>There is no reconstruction &quot;%1&quot; in %2. Choose another one.</source>
        <translation>In %2 gibt es keine Rekonstruktion „%1“. Eine andere wählen.</translation>
    </message>
    <message>
        <source>There is not enough memory to read the reconstruction &quot;%1&quot;. Close other programs and try again.</source>
        <translation>Der Speicher reicht nicht, um die Rekonstruktion „%1“ zu lesen. Andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There is a version &quot;%1&quot; in %2 already. Choose another name.</source>
        <translation>Eine Version „%1“ gibt es in %2 schon. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>%1 was made before there were Gaussians in projects. Make some.</source>
        <translation>%1 entstand, bevor es Gaussians in Projekten gab. Welche machen.</translation>
    </message>
    <message>
        <source>%1 is a database of another program. Choose a Chronoscope project (.chrono).</source>
        <translation>%1 ist eine Datenbank eines anderen Programms. Ein Chronoscope-Projekt (.chrono) wählen.</translation>
    </message>
    <message>
        <source>%1 was made by a newer Chronoscope (schema version %2; this program knows %3). Open it with that version, or update this program.</source>
        <translation>%1 wurde mit einem neueren Chronoscope gemacht (Schemaversion %2; dieses Programm kennt %3). Es mit jener Version öffnen oder dieses Programm aktualisieren.</translation>
    </message>
    <message>
        <source>%1 is an unfinished project. Make the project again.</source>
        <translation>%1 ist ein unfertiges Projekt. Das Projekt noch einmal machen.</translation>
    </message>
    <message>
        <source>The stored memory of the scene is damaged (%1). Reconstruct the scene again.</source>
        <translation>Das gespeicherte Gedächtnis der Szene ist beschädigt (%1). Die Szene noch einmal rekonstruieren.</translation>
    </message>
    <message>
        <source>This scene was made by a newer version of the program. Update to open it.</source>
        <translation>Diese Szene wurde mit einer neueren Version des Programms gemacht. Zum Öffnen aktualisieren.</translation>
    </message>
    <message>
        <source>%1 ends too early: it is damaged or was not copied completely. Get it again.</source>
        <translation>%1 endet zu früh: Die Datei ist beschädigt oder wurde nicht ganz kopiert. Sie noch einmal holen.</translation>
    </message>
    <message>
        <source>%1 is damaged: %2. Get it again, or export it anew.</source>
        <translation>%1 ist beschädigt: %2. Die Datei noch einmal holen oder neu exportieren.</translation>
    </message>
    <message>
        <source>%1 is damaged: its header describes the scene in a way that makes no sense. Export it anew.</source>
        <translation>%1 ist beschädigt: Der Dateikopf beschreibt die Szene auf unsinnige Weise. Neu exportieren.</translation>
    </message>
    <message>
        <source>%1 is damaged, or not what its name says. Get it again.</source>
        <translation>%1 ist beschädigt oder nicht das, was der Name sagt. Die Datei noch einmal holen.</translation>
    </message>
    <message>
        <source>%1 is empty. Get it again.</source>
        <translation>%1 ist leer. Die Datei noch einmal holen.</translation>
    </message>
    <message>
        <source>%1 holds no Gaussians. Choose another file.</source>
        <translation>%1 enthält keine Gaussians. Eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>%1 is no splat file that this program knows. Give a .ply, .spz, .splat, .ksplat, .glb or .gltf file.</source>
        <translation>%1 ist keine Splat-Datei, die dieses Programm kennt. Eine .ply-, .spz-, .splat-, .ksplat-, .glb- oder .gltf-Datei angeben.</translation>
    </message>
    <message>
        <source>There is not enough memory to read %1. Close other programs and try again.</source>
        <translation>Der Speicher reicht nicht, um %1 zu lesen. Andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>%1 is a PLY file, but not of Gaussians: its vertices have no &apos;%2&apos;. Give the .ply that a Gaussian splatting program saved.</source>
        <translation>%1 ist eine PLY-Datei, aber nicht von Gaussians: Ihren Punkten fehlt „%2“. Die .ply-Datei angeben, die ein Programm für Gaussian Splatting gesichert hat.</translation>
    </message>
    <message>
        <source>%1 is a PLY file, but not of Gaussians: its vertices have lists. Give the .ply that a Gaussian splatting program saved.</source>
        <translation>%1 ist eine PLY-Datei, aber nicht von Gaussians: Ihre Punkte haben Listen. Die .ply-Datei angeben, die ein Programm für Gaussian Splatting gesichert hat.</translation>
    </message>
    <message>
        <source>%1 is a SOG scene (PlayCanvas), which this program does not read. Convert it to .ply or .spz with splat-transform or SuperSplat, and open that.</source>
        <translation>%1 ist eine SOG-Szene (PlayCanvas), die dieses Programm nicht liest. Sie mit splat-transform oder SuperSplat in .ply oder .spz umwandeln und das öffnen.</translation>
    </message>
    <message>
        <source>%1 is an SPZ file of version %2; this program reads versions 1 to 4. Save it as one of them, or as .ply.</source>
        <translation>%1 ist eine SPZ-Datei der Version %2; dieses Programm liest die Versionen 1 bis 4. Sie als eine davon oder als .ply sichern.</translation>
    </message>
    <message>
        <source>SPZ holds positions up to 8 million units, and some are farther out. Export a .ply.</source>
        <translation>SPZ fasst Orte bis 8 Millionen Einheiten, und einige liegen weiter draußen. Eine .ply-Datei exportieren.</translation>
    </message>
    <message>
        <source>SPZ files have no time. Give one moment with --time, a sequence with --frames, or export a .ply.</source>
        <translation>SPZ-Dateien haben keine Zeit. Einen Zeitpunkt oder eine Folge wählen, oder eine .ply-Datei exportieren.</translation>
    </message>
    <message>
        <source>There is no model &apos;%1&apos;. Give a model folder, a .safetensors file, an official .pth checkpoint or the name of a bundled model.</source>
        <translation>Es gibt kein Modell „%1“. Einen Modellordner, eine .safetensors-Datei, einen offiziellen .pth-Prüfpunkt oder den Namen eines mitgelieferten Modells angeben.</translation>
    </message>
    <message>
        <source>The default model is not beside this program. Give one with --model.</source>
        <translation>Das Standardmodell liegt nicht bei diesem Programm. Ein anderes Modell angeben oder das Programm neu installieren.</translation>
    </message>
    <message>
        <source>There is no model at %1. Give a model folder, a .safetensors or an official .pth file.</source>
        <translation>Unter %1 ist kein Modell. Einen Modellordner, eine .safetensors- oder eine offizielle .pth-Datei angeben.</translation>
    </message>
    <message>
        <source>The model&apos;s configuration in %1 is not valid JSON.</source>
        <translation>Die Konfiguration des Modells in %1 ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>%1 is damaged: %2. Copy or download it again.</source>
        <translation>%1 ist beschädigt: %2. Die Datei noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>%1 ends too early. Copy or download it again.</source>
        <translation>%1 endet zu früh. Die Datei noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>%1 is too short to hold weights. Copy or download it again.</source>
        <translation>%1 ist zu kurz für Gewichte. Die Datei noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>%1 is neither a safetensors file nor a PyTorch checkpoint. Name a .safetensors, .pth or .pt file.</source>
        <translation>%1 ist weder eine safetensors-Datei noch ein PyTorch-Prüfpunkt. Eine .safetensors-, .pth- oder .pt-Datei angeben.</translation>
    </message>
    <message>
        <source>There is not enough memory to read %1. Close other programs or use a smaller model.</source>
        <translation>Der Speicher reicht nicht, um %1 zu lesen. Andere Programme schließen oder ein kleineres Modell verwenden.</translation>
    </message>
    <message>
        <source>The memory of %1 is not enough. Use fewer input frames, a smaller size, or another device.</source>
        <translation>Der Speicher %1 reicht nicht. Weniger Eingabebilder, eine kleinere Größe oder ein anderes Gerät verwenden.</translation>
    </message>
    <message>
        <source>the graphics card</source>
        <translation>der Grafikkarte</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieses Rechners</translation>
    </message>
    <message>
        <source>The graphics card failed while computing. Start again; if it happens again, choose the processor.</source>
        <translation>Die Grafikkarte ist beim Rechnen ausgefallen. Neu beginnen; geschieht es wieder, den Prozessor wählen.</translation>
    </message>
    <message>
        <source>The model failed to compute. This is a fault of the program; please report it with the log.</source>
        <translation>Das Modell konnte nicht rechnen. Das ist ein Fehler des Programms; bitte mit dem Protokoll melden.</translation>
    </message>
    <message>
        <source>There is no CUDA device that can be used here. Choose the processor, or check the NVIDIA driver.</source>
        <translation>Hier gibt es kein verwendbares CUDA-Gerät. Den Prozessor wählen oder den NVIDIA-Treiber prüfen.</translation>
    </message>
    <message>
        <source>There is no CUDA device here. Use the processor.</source>
        <translation>Hier gibt es kein CUDA-Gerät. Den Prozessor verwenden.</translation>
    </message>
    <message>
        <source>There is no input frame to read. Choose at least one.</source>
        <translation>Es gibt kein Eingabebild zu lesen. Mindestens eines wählen.</translation>
    </message>
    <message>
        <source>The memory was made by another model. Use the model &apos;%1&apos;.</source>
        <translation>Das Gedächtnis stammt von einem anderen Modell. Das Modell „%1“ verwenden.</translation>
    </message>
    <message>
        <source>This model has no Gaussian decoder. Use the default model, or another that was trained with one.</source>
        <translation>Dieses Modell hat keinen Gaussian-Dekoder. Das Standardmodell verwenden oder ein anderes, das mit einem trainiert wurde.</translation>
    </message>
    <message>
        <source>The scene was made by other weights (&apos;%1&apos;) than those of this model (&apos;%2&apos;). Give the model that made it with --model or reconstruct the scene again.</source>
        <translation>Die Szene wurde mit anderen Gewichten („%1“) gemacht als denen dieses Modells („%2“). Das Modell angeben, das sie gemacht hat, oder die Szene noch einmal rekonstruieren.</translation>
    </message>
    <message>
        <source>The model made no Gaussian that any input frame sees. Please report this.</source>
        <translation>Das Modell hat keinen Gaussian gemacht, den ein Eingabebild sieht. Bitte melden.</translation>
    </message>
    <message>
        <source>The Gaussians are not of this reconstruction: it has another frame of reference. Make them again with fsm reconstruct --decoder gaussians.</source>
        <translation>Die Gaussians gehören nicht zu dieser Rekonstruktion: Sie hat ein anderes Bezugssystem. Sie noch einmal rekonstruieren.</translation>
    </message>
    <message>
        <source>There is no frame to refine the scene with. Reconstruct it from at least one.</source>
        <translation>Es gibt kein Bild, mit dem die Szene verfeinert werden könnte. Sie aus mindestens einem rekonstruieren.</translation>
    </message>
    <message>
        <source>A frame to refine with has no proper camera, time or picture. Import the capture again.</source>
        <translation>Ein Bild zum Verfeinern hat keine richtige Kamera, Zeit oder kein richtiges Bild. Die Aufnahme noch einmal importieren.</translation>
    </message>
    <message>
        <source>The scene has no Gaussian that can be drawn. Reconstruct it before refining it.</source>
        <translation>Die Szene hat keinen Gaussian, der gezeichnet werden kann. Sie vor dem Verfeinern rekonstruieren.</translation>
    </message>
    <message>
        <source>The memory is not enough to refine this scene. Give fewer Gaussians, refine a scene that was reconstructed from fewer or smaller frames, or choose another device.</source>
        <translation>Der Speicher reicht nicht, um diese Szene zu verfeinern. Weniger Gaussians verlangen, eine aus weniger oder kleineren Bildern rekonstruierte Szene verfeinern oder ein anderes Gerät wählen.</translation>
    </message>
    <message>
        <source>Fine-tuning needs at least two input frames. Reconstruct the scene from more frames first.</source>
        <translation>Das Anpassen braucht mindestens zwei Eingabebilder. Die Szene zuerst aus mehr Bildern rekonstruieren.</translation>
    </message>
    <message>
        <source>Fine-tuning needs at least %1 input frames. Reconstruct the scene from more frames first.</source>
        <translation>Das Anpassen braucht mindestens %1 Eingabebilder. Die Szene zuerst aus mehr Bildern rekonstruieren.</translation>
    </message>
    <message>
        <source>Fine-tuning needs at least two input frames of one size. Reconstruct the scene with more frames of a camera.</source>
        <translation>Das Anpassen braucht mindestens zwei Eingabebilder einer Größe. Die Szene mit mehr Bildern einer Kamera rekonstruieren.</translation>
    </message>
    <message>
        <source>The memory of %1 is not enough for this fine-tuning. %2</source>
        <translation>Der Speicher %1 reicht für dieses Anpassen nicht. %2</translation>
    </message>
    <message>
        <source>About %1 are free. The mode low-rank with %2 input and %3 asked frames a step%4 would take about %5.</source>
        <translation>Etwa %1 sind frei. Mit niedrigem Rang, %2 Eingabebildern und %3 erfragten je Schritt%4 wären es etwa %5.</translation>
    </message>
    <message>
        <source>, shrunk to a long side of %1,</source>
        <translation>, verkleinert auf eine lange Seite von %1,</translation>
    </message>
    <message>
        <source>About %1 are free. Close other programs, use a smaller model, or choose another device.</source>
        <translation>Etwa %1 sind frei. Andere Programme schließen, ein kleineres Modell verwenden oder ein anderes Gerät wählen.</translation>
    </message>
    <message>
        <source>There is no graphics card in use: on the processor a step takes about %1 s, and a fine-tuning wants some hundred steps. Fewer and smaller frames are quicker.</source>
        <translation>Es ist keine Grafikkarte im Einsatz: Auf dem Prozessor dauert ein Schritt etwa %1 s, und ein Anpassen braucht einige hundert Schritte. Mit weniger und kleineren Bildern geht es schneller.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Abgebrochen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>There is no animation yet. Set keys on the timeline and save the project, or use orbit[:DEGREES], a camera of the capture or a camera file (.json, .gltf, .glb, .fbx).</source>
        <translation>Es gibt noch keine Animation. Auf der Zeitleiste Schlüssel setzen und das Projekt sichern, oder orbit[:GRAD], eine Kamera der Aufnahme oder eine Kameradatei (.json, .gltf, .glb, .fbx) verwenden.</translation>
    </message>
    <message>
        <source>A clip has more than 0 and at most 1000 frames a second. Choose --fps in between, for example 30.</source>
        <translation>Ein Clip hat mehr als 0 und höchstens 1000 Bilder je Sekunde. Eine Bildrate dazwischen wählen, zum Beispiel 30.</translation>
    </message>
    <message>
        <source>An image side must lie between 1 and 8192 pixels. Choose another --size.</source>
        <translation>Eine Bildseite muss zwischen 1 und 8192 Bildpunkten liegen. Eine andere Größe wählen.</translation>
    </message>
    <message>
        <source>The clip would have more than a million frames. Choose a shorter --time or a lower --fps.</source>
        <translation>Der Clip hätte mehr als eine Million Bilder. Einen kürzeren Bereich oder eine niedrigere Bildrate wählen.</translation>
    </message>
    <message>
        <source>No frame of the clip lies between %1 and %2 s. The clip lasts %3 s; choose a part of it.</source>
        <translation>Zwischen %1 und %2 s liegt kein Bild des Clips. Der Clip dauert %3 s; einen Teil davon wählen.</translation>
    </message>
    <message>
        <source>Files ending with %1 are not written. Give a name ending with .mp4, .mov, .webm, .gif, .png or .exr, or a folder.</source>
        <translation>Dateien mit der Endung %1 werden nicht geschrieben. Einen Namen mit der Endung .mp4, .mov, .webm, .gif, .png oder .exr oder einen Ordner angeben.</translation>
    </message>
    <message>
        <source>H.264 and HEVC videos have no transparency. Give a name ending with .mov (ProRes), .webm or .gif, or a folder of images, or choose another background.</source>
        <translation>H.264- und HEVC-Videos haben keine Transparenz. Einen Namen mit der Endung .mov (ProRes), .webm oder .gif oder einen Bilderordner angeben, oder einen anderen Hintergrund wählen.</translation>
    </message>
    <message>
        <source>H.264 and HEVC videos have no transparency. Choose ProRes (.mov), VP9 (.webm) or images (PNG, EXR) instead.</source>
        <translation>H.264- und HEVC-Videos haben keine Transparenz. Stattdessen ProRes (.mov), VP9 (.webm) oder Bilder (PNG, EXR) wählen.</translation>
    </message>
    <message>
        <source>H.264 and HEVC go into .mp4 or .mov files, ProRes into .mov and VP9 into .webm. Choose another ending than %1.</source>
        <translation>H.264 und HEVC gehören in .mp4- oder .mov-Dateien, ProRes in .mov und VP9 in .webm. Eine andere Endung als %1 wählen.</translation>
    </message>
    <message>
        <source>A video&apos;s name must end with .mp4, .mov or .webm, but &quot;%1&quot; does not. Choose another name.</source>
        <translation>Der Name eines Videos muss auf .mp4, .mov oder .webm enden, „%1“ tut es nicht. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Supersampled pictures would have more than 16384 pixels a side. Choose a smaller size or less supersampling.</source>
        <translation>Überabgetastete Bilder hätten mehr als 16384 Bildpunkte je Seite. Eine kleinere Größe oder weniger Überabtastung wählen.</translation>
    </message>
    <message>
        <source>The neural renderer paints whole pictures, without transparency, so nothing stands behind them. Leave the background out, or render Gaussians.</source>
        <translation>Der neuronale Renderer malt ganze Bilder ohne Transparenz: Dahinter steht nichts. Den Hintergrund weglassen oder Gaussians rendern.</translation>
    </message>
    <message>
        <source>A background of all directions needs a picture. Choose one, or another background.</source>
        <translation>Ein Hintergrund aller Richtungen braucht ein Bild. Eines wählen oder einen anderen Hintergrund.</translation>
    </message>
    <message>
        <source>A background of all directions is twice as wide as high (equirectangular), but this is %1x%2. Choose a panorama, or a colour.</source>
        <translation>Ein Hintergrund aller Richtungen ist doppelt so breit wie hoch (äquirektangular), aber dieser ist %1x%2. Ein Panorama oder eine Farbe wählen.</translation>
    </message>
    <message>
        <source>Images and GIFs have no sound. Export a video, or leave the sound out.</source>
        <translation>Bilder und GIFs haben keinen Ton. Ein Video exportieren oder den Ton weglassen.</translation>
    </message>
    <message>
        <source>The footage has no sound. Name a file with its sound, or export without sound.</source>
        <translation>Die Aufnahmen haben keinen Ton. Eine Datei mit ihrem Ton nennen oder ohne Ton exportieren.</translation>
    </message>
    <message>
        <source>The footage is not where it was, and its sound with it. Put it back, name a file with its sound, or export without sound.</source>
        <translation>Die Aufnahmen liegen nicht mehr, wo sie lagen, und mit ihnen ihr Ton. Sie zurücklegen, eine Datei mit ihrem Ton nennen oder ohne Ton exportieren.</translation>
    </message>
    <message>
        <source>Scene time nowhere runs at normal speed, so all of the clip is silent.</source>
        <translation>Die Szenenzeit läuft nirgends mit normaler Geschwindigkeit; der ganze Clip ist stumm.</translation>
    </message>
    <message>
        <source>The clip has no sound. %1</source>
        <translation>Der Clip hat keinen Ton. %1</translation>
    </message>
    <message>
        <source>One image holds one frame. Choose one, or write a video or a folder of images.</source>
        <translation>Ein Bild fasst nur ein Bild des Clips. Eines wählen, oder ein Video oder einen Bilderordner schreiben.</translation>
    </message>
    <message>
        <source>There is nothing to render yet. Import a video or open a project first.</source>
        <translation>Es gibt noch nichts zu rendern. Zuerst ein Video importieren oder ein Projekt öffnen.</translation>
    </message>
    <message>
        <source>The project holds no Gaussians. Reconstruct them, or render by the neural renderer.</source>
        <translation>Das Projekt enthält keine Gaussians. Sie rekonstruieren oder mit dem neuronalen Renderer rendern.</translation>
    </message>
    <message>
        <source>Gaussians are exported as .ply or .spz. Give %1 a name that ends in one of them.</source>
        <translation>Gaussians werden als .ply oder .spz exportiert. %1 einen Namen geben, der auf eines davon endet.</translation>
    </message>
    <message>
        <source>No Gaussian of the scene is seen %1. Its footage goes from %2 to %3 s.</source>
        <translation>Kein Gaussian der Szene ist %1 zu sehen. Ihre Aufnahmen gehen von %2 bis %3 s.</translation>
    </message>
    <message>
        <source>at %1 s</source>
        <translation>bei %1 s</translation>
    </message>
    <message>
        <source>at any time</source>
        <translation>zu irgendeiner Zeit</translation>
    </message>
    <message>
        <source>The clip&apos;s sound cannot be written: FFmpeg was built without %1. Export without sound.</source>
        <translation>Der Ton des Clips kann nicht geschrieben werden: FFmpeg wurde ohne %1 gebaut. Ohne Ton exportieren.</translation>
    </message>
    <message>
        <source>GIFs cannot be written: FFmpeg was built without them. Export a video instead.</source>
        <translation>GIFs können nicht geschrieben werden: FFmpeg wurde ohne sie gebaut. Stattdessen ein Video exportieren.</translation>
    </message>
    <message>
        <source>There is not enough memory to write a GIF. Close other programs.</source>
        <translation>Der Speicher reicht nicht, um ein GIF zu schreiben. Andere Programme schließen.</translation>
    </message>
    <message>
        <source>A GIF cannot be %1x%2 pixels. Choose between 1 and 16384 a side.</source>
        <translation>Ein GIF kann nicht %1x%2 Bildpunkte haben. Zwischen 1 und 16384 je Seite wählen.</translation>
    </message>
    <message>
        <source>A GIF shows between 0.1 and 50 frames a second. Choose a rate in between, for example 25, or write a video.</source>
        <translation>Ein GIF zeigt 0,1 bis 50 Bilder je Sekunde. Eine Rate dazwischen wählen, zum Beispiel 25, oder ein Video schreiben.</translation>
    </message>
    <message>
        <source>Cannot write the video &quot;%1&quot;: %2. %3</source>
        <translation>Das Video „%1“ kann nicht geschrieben werden: %2. %3</translation>
    </message>
    <message>
        <source>Try another folder or a smaller size.</source>
        <translation>Einen anderen Ordner oder eine kleinere Größe versuchen.</translation>
    </message>
    <message>
        <source>Not enough could be kept on the disk beside %1: %2. Free some space, choose a smaller size or another folder.</source>
        <translation>Auf dem Datenträger neben %1 war nicht genug Platz: %2. Platz schaffen, eine kleinere Größe oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Video of this kind cannot be written: FFmpeg was built without %1. Export a PNG sequence instead.</source>
        <translation>Ein solches Video kann nicht geschrieben werden: FFmpeg wurde ohne %1 gebaut. Stattdessen eine PNG-Folge exportieren.</translation>
    </message>
    <message>
        <source>A video cannot be %1x%2 pixels. Choose between 1 and 16384 a side.</source>
        <translation>Ein Video kann nicht %1x%2 Bildpunkte haben. Zwischen 1 und 16384 je Seite wählen.</translation>
    </message>
    <message>
        <source>A video&apos;s rate must lie between 0.001 and 1000 frames a second.</source>
        <translation>Die Rate eines Videos muss zwischen 0,001 und 1000 Bildern je Sekunde liegen.</translation>
    </message>
    <message>
        <source>There is no camera path yet. Import a capture or set camera keys first.</source>
        <translation>Es gibt noch keinen Kamerapfad. Zuerst eine Aufnahme importieren oder Kameraschlüssel setzen.</translation>
    </message>
    <message>
        <source>The camera &apos;%1&apos; has no poses to replay. Choose another camera.</source>
        <translation>Die Kamera „%1“ hat keine Posen zum Abspielen. Eine andere Kamera wählen.</translation>
    </message>
    <message>
        <source>The scene time repeats itself there. Edit it before its last key, or let it hold after that key.</source>
        <translation>Dort wiederholt sich die Szenenzeit. Sie vor ihrem letzten Schlüssel ändern oder danach halten lassen.</translation>
    </message>
    <message>
        <source>Choose a range of clip time that ends after it starts.</source>
        <translation>Einen Bereich der Clipzeit wählen, der nach seinem Anfang endet.</translation>
    </message>
    <message>
        <source>A freeze lasts more than 0 seconds and at most a day. Give another duration.</source>
        <translation>Ein Standbild dauert mehr als 0 Sekunden und höchstens einen Tag. Eine andere Dauer angeben.</translation>
    </message>
    <message>
        <source>Give a speed between 1 and 10000 %. To stop the time, freeze it; to turn it, reverse it.</source>
        <translation>Eine Geschwindigkeit zwischen 1 und 10000 % angeben. Um die Zeit zu stoppen, sie anhalten; um sie zu wenden, umkehren.</translation>
    </message>
    <message>
        <source>Give a speed between -10000 and 10000 %.</source>
        <translation>Eine Geschwindigkeit zwischen -10000 und 10000 % angeben.</translation>
    </message>
    <message>
        <source>A clip lasts from a hundredth of a second to a day. Choose a length in between.</source>
        <translation>Ein Clip dauert von einer Hundertstelsekunde bis zu einem Tag. Eine Länge dazwischen wählen.</translation>
    </message>
    <message>
        <source>The in point must lie before the out point, and both within the clip. Move one of them.</source>
        <translation>Der Anfangspunkt muss vor dem Endpunkt liegen, und beide im Clip. Einen davon verschieben.</translation>
    </message>
    <message>
        <source>A clip has more than 0 and at most 1000 frames a second. Choose a rate in between.</source>
        <translation>Ein Clip hat mehr als 0 und höchstens 1000 Bilder je Sekunde. Eine Rate dazwischen wählen.</translation>
    </message>
    <message>
        <source>The view has no valid place to start a move from. Press Home to reset it.</source>
        <translation>Die Ansicht hat keinen gültigen Ort, von dem eine Fahrt beginnen könnte. Mit Pos1 zurücksetzen.</translation>
    </message>
    <message>
        <source>The frozen moment must lie within the event. Move the scene time there first.</source>
        <translation>Der angehaltene Zeitpunkt muss im Geschehen liegen. Zuerst die Szenenzeit dorthin stellen.</translation>
    </message>
    <message>
        <source>An arc turns by up to 3600 degrees either way, and not by 0.</source>
        <translation>Ein Bogen dreht um bis zu 3600 Grad in jede Richtung, und nicht um 0.</translation>
    </message>
    <message>
        <source>%1 holds no camera. Select the camera in the other program and export it too.</source>
        <translation>%1 enthält keine Kamera. Die Kamera im anderen Programm auswählen und mit exportieren.</translation>
    </message>
    <message>
        <source>The camera path %1 cannot be read. Export it again.</source>
        <translation>Der Kamerapfad %1 kann nicht gelesen werden. Ihn noch einmal exportieren.</translation>
    </message>
    <message>
        <source>%1 is no file with cameras that can be read. Convert it to glTF (.glb) or FBX.</source>
        <translation>%1 ist keine lesbare Datei mit Kameras. Sie in glTF (.glb) oder FBX umwandeln.</translation>
    </message>
    <message>
        <source>glTF does not hold the scene time. Camera paths (.json) do.</source>
        <translation>glTF enthält die Szenenzeit nicht. Kamerapfade (.json) tun es.</translation>
    </message>
    <message>
        <source>%1 holds %2 cameras. &quot;%3&quot; was taken.</source>
        <translation>%1 enthält %2 Kameras. Genommen wurde „%3“.</translation>
    </message>
    <message>
        <source>The camera has %1 animations. The first, &quot;%2&quot;, was taken.</source>
        <translation>Die Kamera hat %1 Animationen. Genommen wurde die erste, „%2“.</translation>
    </message>
    <message>
        <source>An edit names Gaussians that this version does not have. Remove the edit, or show the version that it was made for.</source>
        <translation>Ein Eingriff nennt Gaussians, die diese Version nicht hat. Den Eingriff entfernen oder die Version zeigen, für die er gemacht wurde.</translation>
    </message>
    <message>
        <source>A crop box has no size or numbers that are none. Give each of its sides a length.</source>
        <translation>Ein Zuschnittquader hat keine Größe oder ungültige Zahlen. Jeder Seite eine Länge geben.</translation>
    </message>
    <message>
        <source>A selection box has no size. Give each of its sides a length.</source>
        <translation>Ein Auswahlquader hat keine Größe. Jeder Seite eine Länge geben.</translation>
    </message>
    <message>
        <source>A selection sphere has no radius or no place. Draw it again.</source>
        <translation>Eine Auswahlkugel hat keinen Radius oder keinen Ort. Sie noch einmal ziehen.</translation>
    </message>
    <message>
        <source>The time range of a selection does not end after it begins. Give it two moments, the earlier one first.</source>
        <translation>Der Zeitbereich einer Auswahl endet nicht nach seinem Anfang. Zwei Zeitpunkte angeben, den früheren zuerst.</translation>
    </message>
    <message>
        <source>The scene can be moved, turned and scaled evenly, but not mirrored or stretched. Correct the transform.</source>
        <translation>Die Szene kann verschoben, gedreht und gleichmäßig skaliert, aber nicht gespiegelt oder gestreckt werden. Die Transformation berichtigen.</translation>
    </message>
    <message>
        <source>The model %1 has no faces to draw. Export it with its meshes from the program it comes from.</source>
        <translation>Das Modell %1 hat keine Flächen zu zeichnen. Es mit seinen Netzen aus dem Programm exportieren, aus dem es stammt.</translation>
    </message>
    <message>
        <source>%1 is no model that can be read. Convert it to glTF (.glb), OBJ or FBX.</source>
        <translation>%1 ist kein lesbares Modell. Es in glTF (.glb), OBJ oder FBX umwandeln.</translation>
    </message>
    <message>
        <source>The model %1 is damaged or cut off. Export it again from the program that it comes from.</source>
        <translation>Das Modell %1 ist beschädigt oder abgeschnitten. Es noch einmal aus dem Programm exportieren, aus dem es stammt.</translation>
    </message>
    <message>
        <source>The model %1 needs the file &quot;%2&quot;, which is not in its folder. Copy it there, or export the model with everything in one file.</source>
        <translation>Das Modell %1 braucht die Datei „%2“, die nicht in seinem Ordner liegt. Sie dorthin kopieren oder das Modell mit allem in einer Datei exportieren.</translation>
    </message>
    <message>
        <source>The picture &quot;%1&quot; is not in the model&apos;s folder. Copy it there to see it on the model&apos;s surface.</source>
        <translation>Das Bild „%1“ liegt nicht im Ordner des Modells. Es dorthin kopieren, um es auf der Oberfläche zu sehen.</translation>
    </message>
    <message>
        <source>The graphics memory is full; close other programs that use it, reduce the scene&apos;s number of Gaussians, or render at a smaller size.</source>
        <translation>Der Grafikspeicher ist voll; andere Programme schließen, die ihn nutzen, die Zahl der Gaussians der Szene verringern oder kleiner rendern.</translation>
    </message>
    <message>
        <source>The graphics device stopped working; the scene is safe, draw again to start the renderer anew. If it happens again, update the graphics driver or choose another device.</source>
        <translation>Das Grafikgerät arbeitet nicht mehr; die Szene ist unversehrt, neues Zeichnen startet den Renderer neu. Geschieht es wieder, den Grafiktreiber aktualisieren oder ein anderes Gerät wählen.</translation>
    </message>
    <message>
        <source>The computer&apos;s memory is full; close other programs and try again.</source>
        <translation>Der Arbeitsspeicher ist voll; andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The graphics driver could not be started; install or update the Vulkan driver of this machine (mesa-vulkan-drivers offers one in software).</source>
        <translation>Der Grafiktreiber konnte nicht gestartet werden; den Vulkan-Treiber dieses Rechners installieren oder aktualisieren (mesa-vulkan-drivers bietet einen in Software).</translation>
    </message>
    <message>
        <source>The graphics driver lacks something the renderer needs; update it or choose another device.</source>
        <translation>Dem Grafiktreiber fehlt etwas, das der Renderer braucht; ihn aktualisieren oder ein anderes Gerät wählen.</translation>
    </message>
    <message>
        <source>The renderer failed; please report this.</source>
        <translation>Der Renderer ist gescheitert; bitte melden.</translation>
    </message>
    <message>
        <source>This machine has no Vulkan; install the graphics driver (or libvulkan1 and mesa-vulkan-drivers, which draw in software).</source>
        <translation>Dieser Rechner hat kein Vulkan; den Grafiktreiber installieren (oder libvulkan1 und mesa-vulkan-drivers, die in Software zeichnen).</translation>
    </message>
    <message>
        <source>This machine&apos;s Vulkan is older than version 1.2; update the graphics driver.</source>
        <translation>Das Vulkan dieses Rechners ist älter als Version 1.2; den Grafiktreiber aktualisieren.</translation>
    </message>
    <message>
        <source>No graphics device here runs Vulkan 1.2; install or update the graphics driver (mesa-vulkan-drivers draws in software).</source>
        <translation>Kein Grafikgerät hier führt Vulkan 1.2 aus; den Grafiktreiber installieren oder aktualisieren (mesa-vulkan-drivers zeichnet in Software).</translation>
    </message>
    <message>
        <source>The scene has more Gaussians at one time than this graphics device can draw (%1); reduce their number or choose another device.</source>
        <translation>Die Szene hat zu einem Zeitpunkt mehr Gaussians, als dieses Grafikgerät zeichnen kann (%1); ihre Zahl verringern oder ein anderes Gerät wählen.</translation>
    </message>
    <message>
        <source>The device has not enough memory for these Gaussians. Close other programs, keep fewer of them, or use the processor.</source>
        <translation>Das Gerät hat nicht genug Speicher für diese Gaussians. Andere Programme schließen, weniger behalten oder den Prozessor verwenden.</translation>
    </message>
    <message>
        <source>The device failed while drawing Gaussians. Try again, or use the processor.</source>
        <translation>Das Gerät ist beim Zeichnen von Gaussians ausgefallen. Es noch einmal versuchen oder den Prozessor verwenden.</translation>
    </message>
    <message>
        <source>There is not enough memory to draw the Gaussians. Draw a smaller picture or prune the scene.</source>
        <translation>Der Speicher reicht nicht, um die Gaussians zu zeichnen. Ein kleineres Bild zeichnen oder die Szene ausdünnen.</translation>
    </message>
    <message>
        <source>The GPU has too little free memory. Close other programs that use it, or draw fewer Gaussians or a smaller picture.</source>
        <translation>Die Grafikkarte hat zu wenig freien Speicher. Andere Programme schließen, die ihn nutzen, oder weniger Gaussians oder ein kleineres Bild zeichnen.</translation>
    </message>
    <message>
        <source>The GPU has too little free memory. Close other programs that use it, or reduce the scene&apos;s number of Gaussians.</source>
        <translation>Die Grafikkarte hat zu wenig freien Speicher. Andere Programme schließen, die ihn nutzen, oder die Zahl der Gaussians der Szene verringern.</translation>
    </message>
    <message>
        <source>The GPU stopped while it was drawing. Start again; if it persists, update its driver.</source>
        <translation>Die Grafikkarte blieb beim Zeichnen stehen. Neu beginnen; bleibt es dabei, ihren Treiber aktualisieren.</translation>
    </message>
    <message>
        <source>The GPU stopped while a scene was handed to the view. Start again; if it persists, update its driver.</source>
        <translation>Die Grafikkarte blieb stehen, während der Ansicht eine Szene übergeben wurde. Neu beginnen; bleibt es dabei, ihren Treiber aktualisieren.</translation>
    </message>
    <message>
        <source>Drawing on another device than CUDA: %1</source>
        <translation>Gezeichnet wird auf einem anderen Gerät als CUDA: %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Choosing sharp frames</source>
        <translation>Scharfe Bilder werden ausgewählt</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Comparing frames</source>
        <translation>Bilder werden verglichen</translation>
    </message>
    <message>
        <source>Decoding frames</source>
        <translation>Bilder werden dekodiert</translation>
    </message>
    <message>
        <source>Drawing a scene</source>
        <translation>Eine Szene wird entworfen</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Das Modell wird angepasst</translation>
    </message>
    <message>
        <source>Finding features</source>
        <translation>Merkmale werden gesucht</translation>
    </message>
    <message>
        <source>Leaving out what moves</source>
        <translation>Bewegtes wird ausgelassen</translation>
    </message>
    <message>
        <source>Listening to the cameras</source>
        <translation>Die Kameras werden abgehört</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Das Modell wird geladen</translation>
    </message>
    <message>
        <source>Making Gaussians</source>
        <translation>Gaussians werden gemacht</translation>
    </message>
    <message>
        <source>Opening the scene</source>
        <translation>Die Szene wird geöffnet</translation>
    </message>
    <message>
        <source>Placing cameras</source>
        <translation>Kameras werden gesetzt</translation>
    </message>
    <message>
        <source>Preparing the training</source>
        <translation>Das Training wird vorbereitet</translation>
    </message>
    <message>
        <source>Reading frames</source>
        <translation>Bilder werden gelesen</translation>
    </message>
    <message>
        <source>Reading frames to compare with</source>
        <translation>Vergleichsbilder werden gelesen</translation>
    </message>
    <message>
        <source>Reading held-out frames</source>
        <translation>Zurückgehaltene Bilder werden gelesen</translation>
    </message>
    <message>
        <source>Reading input frames</source>
        <translation>Eingabebilder werden gelesen</translation>
    </message>
    <message>
        <source>Reading the Gaussians</source>
        <translation>Die Gaussians werden gelesen</translation>
    </message>
    <message>
        <source>Reading the frames</source>
        <translation>Die Bilder werden gelesen</translation>
    </message>
    <message>
        <source>Reading the refined scene</source>
        <translation>Die verfeinerte Szene wird gelesen</translation>
    </message>
    <message>
        <source>Reading the scene</source>
        <translation>Die Szene wird gelesen</translation>
    </message>
    <message>
        <source>Reading the source</source>
        <translation>Die Quelle wird gelesen</translation>
    </message>
    <message>
        <source>Reconstructing</source>
        <translation>Rekonstruktion</translation>
    </message>
    <message>
        <source>Refining</source>
        <translation>Verfeinerung</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>Rendern</translation>
    </message>
    <message>
        <source>Rendering frames</source>
        <translation>Bilder werden gerendert</translation>
    </message>
    <message>
        <source>Rendering held-out views</source>
        <translation>Zurückgehaltene Ansichten werden gerendert</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Writing frames</source>
        <translation>Bilder werden geschrieben</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Auf dem Datenträger ist kein Platz mehr</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Das Kontingent auf dem Datenträger ist erschöpft</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Das Dateisystem ist nur lesbar</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht vorhanden</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>Es ist ein Ordner</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>Es ist kein Ordner</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Der Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>Die Datei ist zu groß</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 to %2 s</source>
        <translation>%1 bis %2 s</translation>
    </message>
    <message>
        <source>and</source>
        <comment>between two moments</comment>
        <translation>und</translation>
    </message>
    <message>
        <source>%1 more places</source>
        <translation>%1 weitere Stellen</translation>
    </message>
    <message>
        <source>&quot;%1&quot;</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>%1 holds no moving picture%2. Choose a video.</source>
        <translation>%1 enthält kein bewegtes Bild%2. Ein Video wählen.</translation>
    </message>
    <message>
        <source>, only sound</source>
        <translation>, nur Ton</translation>
    </message>
    <message>
        <source>it has no sound</source>
        <translation>sie hat keinen Ton</translation>
    </message>
    <message>
        <source>sound was not asked for</source>
        <translation>Ton war nicht verlangt</translation>
    </message>
    <message>
        <source>there is less than half a second of sound</source>
        <translation>es gibt weniger als eine halbe Sekunde Ton</translation>
    </message>
    <message>
        <source>its sound is silent</source>
        <translation>ihr Ton ist stumm</translation>
    </message>
    <message>
        <source>the sound of the first camera is silent</source>
        <translation>der Ton der ersten Kamera ist stumm</translation>
    </message>
    <message>
        <source>its sound does not tell clearly how it fits to the first camera&apos;s</source>
        <translation>ihr Ton sagt nicht deutlich, wie er zum Ton der ersten Kamera passt</translation>
    </message>
    <message>
        <source>&apos;%1&apos; %2 s (confidence %3 %)</source>
        <translation>„%1“ %2 s (Sicherheit %3 %)</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: %2</source>
        <translation>„%1“: %2</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
    <message>
        <source>Two cameras are called &apos;%1&apos;. Give each its own name.</source>
        <translation>Zwei Kameras heißen „%1“. Jeder einen eigenen Namen geben.</translation>
    </message>
    <message>
        <source>The capture has a single moment, of which none can be held out. Hold out one of several cameras.</source>
        <translation>Die Aufnahme hat einen einzigen Zeitpunkt, von dem keiner zurückgehalten werden kann. Eine von mehreren Kameras zurückhalten.</translation>
    </message>
    <message>
        <source>The rate of frames must be a number above zero.</source>
        <translation>Die Bildrate muss eine Zahl über null sein.</translation>
    </message>
    <message>
        <source>A frame that the capture does not have was asked for. Choose frames that it has.</source>
        <translation>Ein Bild wurde verlangt, das die Aufnahme nicht hat. Bilder wählen, die sie hat.</translation>
    </message>
    <message>
        <source>Poses were found for %1 of %2 frames of &apos;%3&apos;; the others were left out.</source>
        <translation>Posen wurden für %1 von %2 Bildern von „%3“ gefunden; die anderen wurden ausgelassen.</translation>
    </message>
    <message>
        <source>%1: the images have another size than scene.json says; the intrinsics were scaled.</source>
        <translation>%1: Die Bilder haben eine andere Größe, als scene.json sagt; die Kameradaten wurden umgerechnet.</translation>
    </message>
    <message>
        <source>There is not enough memory to work with %1. Close other programs and try again.</source>
        <translation>Der Speicher reicht nicht für die Arbeit mit %1. Andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>%1 is being used by another program. Close it there and try again.</source>
        <translation>%1 wird von einem anderen Programm verwendet. Dort schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The disk is full: %1 was not saved and keeps its old content. Free some space and save again.</source>
        <translation>Der Datenträger ist voll: %1 wurde nicht gesichert und behält den alten Inhalt. Platz schaffen und noch einmal sichern.</translation>
    </message>
    <message>
        <source>%1 was not closed properly and cannot be repaired where it lies, because it is read-only there. Copy it together with the file of the same name ending in -journal to a writable folder and open it there.</source>
        <translation>%1 wurde nicht ordentlich geschlossen und kann an diesem Ort nicht repariert werden, weil die Datei dort nur lesbar ist. Sie zusammen mit der gleichnamigen Datei auf -journal in einen beschreibbaren Ordner kopieren und dort öffnen.</translation>
    </message>
    <message>
        <source>%1 cannot be written. Check its permissions or save under another name.</source>
        <translation>%1 kann nicht geschrieben werden. Die Rechte prüfen oder unter anderem Namen sichern.</translation>
    </message>
    <message>
        <source>%1 cannot be opened. Check that its folder exists and its permissions allow it.</source>
        <translation>%1 kann nicht geöffnet werden. Prüfen, ob es den Ordner gibt und die Rechte es erlauben.</translation>
    </message>
    <message>
        <source>%1 could not be written and keeps its old content. Check that the disk is connected and has space, and save again.</source>
        <translation>%1 konnte nicht geschrieben werden und behält den alten Inhalt. Prüfen, ob der Datenträger verbunden ist und Platz hat, und noch einmal sichern.</translation>
    </message>
    <message>
        <source>%1 is not a Chronoscope project. Choose a file that this program saved (.chrono).</source>
        <translation>%1 ist kein Chronoscope-Projekt. Eine Datei wählen, die dieses Programm gesichert hat (.chrono).</translation>
    </message>
    <message>
        <source>A part of the project is too large to be stored in %1.</source>
        <translation>Ein Teil des Projekts ist zu groß, um in %1 gespeichert zu werden.</translation>
    </message>
    <message>
        <source>%1 is damaged. Restore it from a backup or make the project again.</source>
        <translation>%1 ist beschädigt. Die Datei aus einer Sicherung wiederherstellen oder das Projekt noch einmal machen.</translation>
    </message>
    <message>
        <source>%1 stores an attribute of its Gaussians sparsely, which this program does not read. Export it without sparse accessors.</source>
        <translation>%1 speichert ein Merkmal der Gaussians dünn besetzt, was dieses Programm nicht liest. Ohne „sparse accessors“ exportieren.</translation>
    </message>
    <message>
        <source>%1 compresses its Gaussians (%2), which this program does not read. Export it uncompressed, or as .spz.</source>
        <translation>%1 komprimiert die Gaussians (%2), was dieses Programm nicht liest. Unkomprimiert oder als .spz exportieren.</translation>
    </message>
    <message>
        <source>%1 draws its Gaussians with another kernel than ellipses. Export it with those.</source>
        <translation>%1 zeichnet die Gaussians mit einem anderen Kern als Ellipsen. Mit solchen exportieren.</translation>
    </message>
    <message>
        <source>%1 is a glTF file without Gaussians (%2). Give one that a Gaussian splatting program exported.</source>
        <translation>%1 ist eine glTF-Datei ohne Gaussians (%2). Eine angeben, die ein Programm für Gaussian Splatting exportiert hat.</translation>
    </message>
    <message>
        <source>%1 is a .ksplat file of version %2, which this program does not read. Convert it to .ply.</source>
        <translation>%1 ist eine .ksplat-Datei der Version %2, die dieses Programm nicht liest. Sie in .ply umwandeln.</translation>
    </message>
    <message>
        <source>The saved state of the fine-tuning is damaged. Start anew without --resume.</source>
        <translation>Der gesicherte Stand des Anpassens ist beschädigt. Neu beginnen.</translation>
    </message>
    <message>
        <source>The saved state is of a fine-tuning of other frames, of another model, or with another seed or size. Start anew without --resume.</source>
        <translation>Der gesicherte Stand gehört zu einem Anpassen mit anderen Bildern, einem anderen Modell, anderem Startwert oder anderer Größe. Neu beginnen.</translation>
    </message>
    <message>
        <source>The saved state of the refinement is damaged. Start anew without --resume.</source>
        <translation>Der gesicherte Stand der Verfeinerung ist beschädigt. Neu beginnen.</translation>
    </message>
    <message>
        <source>The saved state of the refinement is of another scene. Start anew without --resume.</source>
        <translation>Der gesicherte Stand der Verfeinerung gehört zu einer anderen Szene. Neu beginnen.</translation>
    </message>
    <message>
        <source>The saved state is of a refinement of other frames or with another seed. Start anew without --resume.</source>
        <translation>Der gesicherte Stand gehört zu einer Verfeinerung mit anderen Bildern oder anderem Startwert. Neu beginnen.</translation>
    </message>
    <message>
        <source>%1 is damaged or of another version. Make it again.</source>
        <translation>%1 ist beschädigt oder von einer anderen Version. Noch einmal machen.</translation>
    </message>
    <message>
        <source>A scene needs at least one Gaussian. Choose a larger budget.</source>
        <translation>Eine Szene braucht mindestens einen Gaussian. Eine größere Zahl wählen.</translation>
    </message>
    <message>
        <source>A scene needs at least one Gaussian. Choose a larger --budget.</source>
        <translation>Eine Szene braucht mindestens einen Gaussian. Eine größere Zahl wählen.</translation>
    </message>
    <message>
        <source>The shutter is open for 0 to 360 degrees of a frame. 180 looks like film.</source>
        <translation>Der Verschluss ist für 0 bis 360 Grad eines Bildes offen. 180 sieht aus wie Film.</translation>
    </message>
    <message>
        <source>Motion blur needs 2 to 256 moments a frame. 8 is enough for most moves.</source>
        <translation>Bewegungsunschärfe braucht 2 bis 256 Zeitpunkte je Bild. 8 genügen für die meisten Fahrten.</translation>
    </message>
    <message>
        <source>One image shows one moment, without motion blur. Write a video or a folder of images.</source>
        <translation>Ein Bild zeigt einen Zeitpunkt, ohne Bewegungsunschärfe. Ein Video oder einen Bilderordner schreiben.</translation>
    </message>
    <message>
        <source>A splat file has no memory for the neural renderer. Use --renderer vulkan or reference, or a .chrono project.</source>
        <translation>Eine Splat-Datei hat kein Gedächtnis für den neuronalen Renderer. Gaussians rendern oder ein .chrono-Projekt verwenden.</translation>
    </message>
    <message>
        <source>The frames %1 are none, or more than %2. Give FIRST:LAST:FPS with FIRST before LAST, in seconds.</source>
        <translation>Die Bilder %1 sind keine oder mehr als %2. Anfang, Ende und Rate angeben, den Anfang vor dem Ende, in Sekunden.</translation>
    </message>
    <message>
        <source>A GIF needs at least one frame. Choose a longer range.</source>
        <translation>Ein GIF braucht mindestens ein Bild. Einen längeren Bereich wählen.</translation>
    </message>
    <message>
        <source>A video needs at least one frame. Choose a longer range.</source>
        <translation>Ein Video braucht mindestens ein Bild. Einen längeren Bereich wählen.</translation>
    </message>
    <message>
        <source>The camera of an image is not a rigid pose with finite intrinsics. Check the camera path.</source>
        <translation>Die Kamera eines Bildes hat keine starre Pose mit endlichen Daten. Den Kamerapfad prüfen.</translation>
    </message>
    <message>
        <source>The animation has no camera keys to write. Set at least one from the view.</source>
        <translation>Die Animation hat keine Kameraschlüssel zu schreiben. Mindestens einen aus der Ansicht setzen.</translation>
    </message>
    <message>
        <source>The clip has more than a hundred thousand frames. Set in and out points around less of it.</source>
        <translation>Der Clip hat mehr als hunderttausend Bilder. Anfangs- und Endpunkt um weniger davon setzen.</translation>
    </message>
    <message>
        <source>The camera of the file is sheared or mirrored by what carries it. Apply its transforms and export it again.</source>
        <translation>Die Kamera der Datei wird von dem, was sie trägt, verzerrt oder gespiegelt. Die Transformationen anwenden und noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The camera of the file has more than a hundred thousand keys. Export a shorter move.</source>
        <translation>Die Kamera der Datei hat mehr als hunderttausend Schlüssel. Eine kürzere Fahrt exportieren.</translation>
    </message>
    <message>
        <source>A key of the camera path has no valid pose. Export the path again.</source>
        <translation>Ein Schlüssel des Kamerapfads hat keine gültige Pose. Den Pfad noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The camera path has &apos;%1&apos; cameras. Only perspective ones are rendered: export it as perspective.</source>
        <translation>Der Kamerapfad hat Kameras der Art „%1“. Nur perspektivische werden gerendert: so exportieren.</translation>
    </message>
    <message>
        <source>The camera key at %1 s has no valid place, rotation or angle of view. Set the key again from the view.</source>
        <translation>Der Kameraschlüssel bei %1 s hat keinen gültigen Ort, keine Drehung oder keinen Bildwinkel. Ihn aus der Ansicht neu setzen.</translation>
    </message>
    <message>
        <source>The keys of the cyclic camera path last longer than its cycle. Make the cycle longer or move the last key.</source>
        <translation>Die Schlüssel des geschlossenen Kamerapfads dauern länger als ein Umlauf. Den Umlauf verlängern oder den letzten Schlüssel verschieben.</translation>
    </message>
    <message>
        <source>The camera track has no keys. Set one from the view first.</source>
        <translation>Die Kameraspur hat keine Schlüssel. Zuerst einen aus der Ansicht setzen.</translation>
    </message>
    <message>
        <source>The scene-time track has no keys yet. Set one at the playhead first.</source>
        <translation>Die Spur der Szenenzeit hat noch keine Schlüssel. Zuerst einen am Abspielkopf setzen.</translation>
    </message>
    <message>
        <source>A move takes from a hundredth of a second to a day. Choose a duration in between.</source>
        <translation>Eine Fahrt dauert von einer Hundertstelsekunde bis zu einem Tag. Eine Dauer dazwischen wählen.</translation>
    </message>
    <message>
        <source>A dolly moves by a distance of more than 0. Give one.</source>
        <translation>Eine Kamerafahrt geht um eine Strecke von mehr als 0. Eine angeben.</translation>
    </message>
    <message>
        <source>The strength of a shake lies between 0 and 100. Choose another.</source>
        <translation>Die Stärke einer Verwacklung liegt zwischen 0 und 100. Eine andere wählen.</translation>
    </message>
    <message>
        <source>A camera shake takes 0 to 90 degrees, a distance of 0 or more and a frequency up to 100 a second. Change what is outside of that.</source>
        <translation>Eine Verwacklung nimmt 0 bis 90 Grad, eine Strecke ab 0 und eine Frequenz bis 100 je Sekunde. Ändern, was darüber hinausgeht.</translation>
    </message>
    <message>
        <source>A selection does not fit the picture that it was drawn on. Select again in the viewport.</source>
        <translation>Eine Auswahl passt nicht zu dem Bild, auf dem sie gezogen wurde. In der Ansicht noch einmal auswählen.</translation>
    </message>
    <message>
        <source>A selection needs a picture that it was drawn on. Select again in the viewport.</source>
        <translation>Eine Auswahl braucht ein Bild, auf dem sie gezogen wurde. In der Ansicht noch einmal auswählen.</translation>
    </message>
    <message>
        <source>The model %1 has more than 64 million vertices or a million nodes. Simplify it.</source>
        <translation>Das Modell %1 hat mehr als 64 Millionen Punkte oder eine Million Knoten. Es vereinfachen.</translation>
    </message>
    <message>
        <source>The model&apos;s shape keys are not animated: it keeps its basic shape.</source>
        <translation>Die Formschlüssel des Modells werden nicht bewegt: Es behält seine Grundform.</translation>
    </message>
    <message>
        <source>The file &quot;%1&quot; that the model names is not in its folder.</source>
        <translation>Die Datei „%1“, die das Modell nennt, liegt nicht in seinem Ordner.</translation>
    </message>
    <message>
        <source>This picture is larger than the graphics device can draw. Choose a smaller size.</source>
        <translation>Dieses Bild ist größer, als das Grafikgerät zeichnen kann. Eine kleinere Größe wählen.</translation>
    </message>
    <message>
        <source>The graphics device cannot draw into this window; choose another device.</source>
        <translation>Das Grafikgerät kann nicht in dieses Fenster zeichnen; ein anderes Gerät wählen.</translation>
    </message>
    <message>
        <source>The window that pictures are shown in is gone, or something else draws into it. Open the viewport again.</source>
        <translation>Das Fenster für die Bilder ist weg, oder etwas anderes zeichnet hinein. Die Ansicht noch einmal öffnen.</translation>
    </message>
    <message>
        <source>Too many Gaussians meet in one place of the picture. Prune the scene or draw a smaller picture.</source>
        <translation>Zu viele Gaussians treffen sich an einer Stelle des Bildes. Die Szene ausdünnen oder ein kleineres Bild zeichnen.</translation>
    </message>
    <message>
        <source>The CUDA device cannot be used. Choose another device, or the processor.</source>
        <translation>Das CUDA-Gerät ist nicht verwendbar. Ein anderes Gerät oder den Prozessor wählen.</translation>
    </message>
    <message>
        <source>There is no stopped %1 beside %2. Start one without --resume.</source>
        <translation>Neben %2 liegt kein angehaltener Lauf (%1). Ohne --resume neu beginnen.</translation>
    </message>
    <message>
        <source>The saved state of the %1, %2, is damaged. %3 is as it was. Start anew without --resume.</source>
        <translation>Der gesicherte Stand (%1), %2, ist beschädigt. %3 ist, wie es war. Ohne --resume neu beginnen.</translation>
    </message>
    <message>
        <source>%1 is no camera file. Use glTF (.gltf, .glb), FBX (.fbx) or a camera path (.json).</source>
        <translation>%1 ist keine Kameradatei. glTF (.gltf, .glb), FBX (.fbx) oder einen Kamerapfad (.json) verwenden.</translation>
    </message>
    <message>
        <source>glTF cameras have one focal length: that of the first frame was written. FBX and camera paths (.json) keep them all.</source>
        <translation>Kameras in glTF haben eine einzige Brennweite: Geschrieben wurde die des ersten Bildes. FBX und Kamerapfade (.json) behalten alle.</translation>
    </message>
    <message>
        <source>FBX does not hold the scene time. Camera paths (.json) do.</source>
        <translation>FBX enthält die Szenenzeit nicht. Kamerapfade (.json) enthalten sie.</translation>
    </message>
    <message>
        <source>Upright pictures: set the camera&apos;s sensor fit to &quot;Horizontal&quot; in Blender. Its import leaves that out.</source>
        <translation>Hochformat: In Blender die Sensoranpassung der Kamera auf „Horizontal“ stellen. Sein Import lässt das aus.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ExportDialog</name>
    <message>
        <source>Export clip</source>
        <translation>Clip exportieren</translation>
    </message>
    <message>
        <source>Which frame of the clip is seen</source>
        <translation>Welches Bild des Clips zu sehen ist</translation>
    </message>
    <message>
        <source>Draw it in full</source>
        <translation>Vollständig zeichnen</translation>
    </message>
    <message>
        <source>This frame exactly as it will be written, however long it takes</source>
        <translation>Dieses Bild genau so, wie es geschrieben wird, egal wie lange es dauert</translation>
    </message>
    <message>
        <source>Where it is written</source>
        <translation>Wohin geschrieben wird</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>Chooses the folder and the name</source>
        <translation>Wählt den Ordner und den Namen</translation>
    </message>
    <message>
        <source>&amp;Write to</source>
        <translation>Schreiben &amp;nach</translation>
    </message>
    <message>
        <source>&amp;Add to queue</source>
        <translation>Zur &amp;Warteschlange hinzufügen</translation>
    </message>
    <message>
        <source>Exports it after what is exported already; the dialog stays open</source>
        <translation>Exportiert nach dem, was schon exportiert wird; der Dialog bleibt offen</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Exports it and closes the dialog; the jobs panel shows how far it is</source>
        <translation>Exportiert und schließt den Dialog; das Feld mit den Aufgaben zeigt, wie weit es ist</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What is in the queue goes on</source>
        <translation>Was in der Warteschlange ist, läuft weiter</translation>
    </message>
    <message>
        <source>There is nothing to export yet. Import a video or open a project first.</source>
        <translation>Es gibt noch nichts zu exportieren. Zuerst ein Video importieren oder ein Projekt öffnen.</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>Wird gezeichnet …</translation>
    </message>
    <message>
        <source>As it will be written; drawn in %1.</source>
        <translation>Wie es geschrieben wird; gezeichnet in %1.</translation>
    </message>
    <message>
        <source>Draft; the frame in full follows.</source>
        <translation>Entwurf; das vollständige Bild folgt.</translation>
    </message>
    <message>
        <source>Draft: in full it takes %1.</source>
        <translation>Entwurf: vollständig dauert es %1.</translation>
    </message>
    <message>
        <source>Frame %1 of %2, %3 s</source>
        <translation>Bild %1 von %2, %3 s</translation>
    </message>
    <message>
        <source>%1 frames, %2 long. Takes %3 and gives about %4.</source>
        <translation>%1 Bilder, %2 lang. Dauert %3 und ergibt etwa %4.</translation>
    </message>
    <message>
        <source>One frame. Takes %1 and gives about %2.</source>
        <translation>Ein Bild. Dauert %1 und ergibt etwa %2.</translation>
    </message>
    <message>
        <source>Only %1 are free there: choose another folder or a smaller format.</source>
        <translation>Dort sind nur %1 frei: einen anderen Ordner oder ein kleineres Format wählen.</translation>
    </message>
    <message>
        <source>In the queue: %1</source>
        <translation>In der Warteschlange: %1</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>Der Datei einen Namen geben.</translation>
    </message>
    <message>
        <source>An export in the queue writes this file already. Choose another name.</source>
        <translation>Ein Export in der Warteschlange schreibt diese Datei schon. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>%1 ersetzen?</translation>
    </message>
    <message>
        <source>There is a file of this name already. It stays until the export is complete.</source>
        <translation>Es gibt schon eine Datei mit diesem Namen. Sie bleibt, bis der Export vollständig ist.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ExportForm</name>
    <message>
        <source>4K</source>
        <translation>4K</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Quadrat</translation>
    </message>
    <message>
        <source>Vertical</source>
        <translation>Vertikal</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>%1 – %2 × %3</source>
        <translation>%1 – %2 × %3</translation>
    </message>
    <message>
        <source>H.264 video (.mp4)</source>
        <translation>H.264-Video (.mp4)</translation>
    </message>
    <message>
        <source>HEVC video (.mp4)</source>
        <translation>HEVC-Video (.mp4)</translation>
    </message>
    <message>
        <source>ProRes 4444 video (.mov)</source>
        <translation>ProRes-4444-Video (.mov)</translation>
    </message>
    <message>
        <source>VP9 video (.webm)</source>
        <translation>VP9-Video (.webm)</translation>
    </message>
    <message>
        <source>Animated GIF (.gif)</source>
        <translation>Animiertes GIF (.gif)</translation>
    </message>
    <message>
        <source>PNG images, 8 bits</source>
        <translation>PNG-Bilder, 8 Bit</translation>
    </message>
    <message>
        <source>PNG images, 16 bits</source>
        <translation>PNG-Bilder, 16 Bit</translation>
    </message>
    <message>
        <source>EXR images, linear, with depth</source>
        <translation>EXR-Bilder, linear, mit Tiefe</translation>
    </message>
    <message>
        <source>Double click on the name: default</source>
        <translation>Doppelklick auf den Namen: Vorgabe</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>How large the picture is</source>
        <translation>Wie groß das Bild ist</translation>
    </message>
    <message>
        <source>&amp;Frame rate</source>
        <translation>&amp;Bildrate</translation>
    </message>
    <message>
        <source>Pictures a second; the clip lasts as long whatever it is</source>
        <translation>Bilder je Sekunde; die Länge des Clips bleibt dieselbe</translation>
    </message>
    <message>
        <source>From in to out</source>
        <translation>Von In bis Out</translation>
    </message>
    <message>
        <source>The whole timeline</source>
        <translation>Die ganze Zeitleiste</translation>
    </message>
    <message>
        <source>This frame</source>
        <translation>Dieses Bild</translation>
    </message>
    <message>
        <source>&amp;Range</source>
        <translation>Be&amp;reich</translation>
    </message>
    <message>
        <source>Which part of the timeline is exported</source>
        <translation>Welcher Teil der Zeitleiste exportiert wird</translation>
    </message>
    <message>
        <source>Splats</source>
        <translation>Splats</translation>
    </message>
    <message>
        <source>Neural</source>
        <translation>Neuronal</translation>
    </message>
    <message>
        <source>&amp;Made of</source>
        <translation>Bes&amp;teht aus</translation>
    </message>
    <message>
        <source>Splats: what the viewport draws, with edits and props. Neural: the model&apos;s own pictures, slower, without edits</source>
        <translation>Splats: was die Ansicht zeichnet, mit Eingriffen und Objekten. Neuronal: die eigenen Bilder des Modells, langsamer, ohne Eingriffe</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source> moments</source>
        <translation> Augenblicke</translation>
    </message>
    <message>
        <source>Pictures that one frame is made of: more are smoother and take as much longer</source>
        <translation>Aus wie vielen Teilbildern ein Bild entsteht: mehr wirken weicher und dauern entsprechend länger</translation>
    </message>
    <message>
        <source>Motion &amp;blur</source>
        <translation>Bewegungs&amp;unschärfe</translation>
    </message>
    <message>
        <source>How long the shutter is open: 180° is half a frame and looks like film</source>
        <translation>Wie lange der Verschluss offen ist: 180° ist ein halbes Bild und sieht wie Film aus</translation>
    </message>
    <message>
        <source>2 × 2</source>
        <translation>2 × 2</translation>
    </message>
    <message>
        <source>3 × 3</source>
        <translation>3 × 3</translation>
    </message>
    <message>
        <source>4 × 4</source>
        <translation>4 × 4</translation>
    </message>
    <message>
        <source>S&amp;upersampling</source>
        <translation>S&amp;upersampling</translation>
    </message>
    <message>
        <source>Draws larger pictures and shrinks them: calmer edges, as much slower</source>
        <translation>Zeichnet größere Bilder und verkleinert sie: ruhigere Kanten, entsprechend langsamer</translation>
    </message>
    <message>
        <source>As in the viewport</source>
        <translation>Wie in der Ansicht</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>Durchsichtig</translation>
    </message>
    <message>
        <source>Panorama</source>
        <translation>Panorama</translation>
    </message>
    <message>
        <source>Back&amp;ground</source>
        <translation>Hinter&amp;grund</translation>
    </message>
    <message>
        <source>What stands behind the scene</source>
        <translation>Was hinter der Szene steht</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>What kind of file is written</source>
        <translation>Welche Art von Datei geschrieben wird</translation>
    </message>
    <message>
        <source>Very high</source>
        <translation>Sehr hoch</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Small file</source>
        <translation>Kleine Datei</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>How much of the pictures the coder may throw away</source>
        <translation>Wie viel von den Bildern beim Kodieren verloren gehen darf</translation>
    </message>
    <message>
        <source>The footage&apos;s own</source>
        <translation>Der Ton der Aufnahmen</translation>
    </message>
    <message>
        <source>Sou&amp;nd</source>
        <translation>To&amp;n</translation>
    </message>
    <message>
        <source>Follows scene time where it runs at normal speed; elsewhere there is silence</source>
        <translation>Folgt der Szenenzeit, wo sie mit normaler Geschwindigkeit läuft; sonst herrscht Stille</translation>
    </message>
    <message>
        <source>As the timeline: %1</source>
        <translation>Wie die Zeitleiste: %1</translation>
    </message>
    <message>
        <source>One frame goes into an image: choose PNG or EXR</source>
        <translation>Ein einzelnes Bild wird als Bilddatei geschrieben: PNG oder EXR wählen</translation>
    </message>
    <message>
        <source>The version that is shown has no Gaussians</source>
        <translation>Die gezeigte Version hat keine Gaussians</translation>
    </message>
    <message>
        <source>Splat files have no memory for the model</source>
        <translation>Splat-Dateien können das Gedächtnis für das Modell nicht enthalten</translation>
    </message>
    <message>
        <source>The neural renderer paints whole pictures: nothing stands behind them</source>
        <translation>Der neuronale Renderer malt ganze Bilder: Dahinter steht nichts</translation>
    </message>
    <message>
        <source>H.264 and HEVC have no transparency: choose ProRes, VP9, a GIF or images</source>
        <translation>H.264 und HEVC kennen keine Transparenz: ProRes, VP9, GIF oder Bilder wählen</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Bild wählen …</translation>
    </message>
    <message>
        <source>PNG or JPEG of all directions, twice as wide as high</source>
        <translation>PNG oder JPEG mit allen Richtungen, doppelt so breit wie hoch</translation>
    </message>
    <message>
        <source>Images and GIFs have none.</source>
        <translation>Bilder und GIFs haben keinen.</translation>
    </message>
    <message>
        <source>Scene time nowhere runs at normal speed.</source>
        <translation>Die Szenenzeit läuft nirgends mit normaler Geschwindigkeit.</translation>
    </message>
    <message>
        <source>Scene time stands, turns or changes its speed in places: there it is silent.</source>
        <translation>Die Szenenzeit steht, kehrt um oder ändert stellenweise ihre Geschwindigkeit: Dort bleibt es still.</translation>
    </message>
    <message>
        <source>Picture of all directions</source>
        <translation>Bild mit allen Richtungen</translation>
    </message>
    <message>
        <source>Images (*.png *.jpg *.jpeg)</source>
        <translation>Bilder (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>The footage is not where it was, and its sound with it.</source>
        <translation>Die Aufnahmen liegen nicht mehr, wo sie lagen, und mit ihnen ihr Ton.</translation>
    </message>
    <message>
        <source>The footage has none.</source>
        <translation>Die Aufnahmen haben keinen.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Exports</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Export clip…</source>
        <translation>Clip &amp;exportieren …</translation>
    </message>
    <message>
        <source>Writes what the timeline shows as a video or as images</source>
        <translation>Schreibt, was die Zeitleiste zeigt, als Video oder als Bilder</translation>
    </message>
    <message>
        <source>Export s&amp;plats…</source>
        <translation>S&amp;plats exportieren …</translation>
    </message>
    <message>
        <source>Writes the Gaussians for other programs: a moment, or a flip-book</source>
        <translation>Schreibt die Gaussians für andere Programme: einen Augenblick oder ein Daumenkino</translation>
    </message>
    <message>
        <source>Export &amp;camera…</source>
        <translation>&amp;Kamera exportieren …</translation>
    </message>
    <message>
        <source>Writes the camera track for Blender, After Effects or nerfstudio</source>
        <translation>Schreibt die Kameraspur für Blender, After Effects oder nerfstudio</translation>
    </message>
    <message>
        <source>I&amp;mport camera…</source>
        <translation>Kamera i&amp;mportieren …</translation>
    </message>
    <message>
        <source>Takes a camera move made or matched in another program as the camera track</source>
        <translation>Übernimmt eine Kamerafahrt, die in einem anderen Programm erstellt oder nachgeführt wurde, als Kameraspur</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::FirstStartDialog</name>
    <message>
        <source>Chronoscope: first start</source>
        <translation>Chronoscope: erster Start</translation>
    </message>
    <message>
        <source>Chronoscope computes with LibTorch, which is fetched once: a download of 2.1 GB, 4 GB on disk. It goes into your own cache folder; nothing else on this computer is touched.</source>
        <translation>Chronoscope rechnet mit LibTorch, das einmal geholt wird: 2,1 GB herunterzuladen, 4 GB auf der Platte. Es kommt in den eigenen Zwischenspeicher-Ordner; sonst wird an diesem Rechner nichts verändert.</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal versuchen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>“%1” cannot be run: %2. Install the package chronoscope again.</source>
        <translation>„%1“ lässt sich nicht ausführen: %2. Bitte das Paket chronoscope neu installieren.</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Beginnt …</translation>
    </message>
    <message>
        <source>Fetching stopped without saying why (code %1).</source>
        <translation>Das Holen brach ab, ohne zu sagen warum (Code %1).</translation>
    </message>
    <message>
        <source>LibTorch could not be fetched. What is there already is kept: trying again goes on from it.</source>
        <translation>LibTorch ließ sich nicht holen. Was schon da ist, bleibt: Ein neuer Versuch macht dort weiter.</translation>
    </message>
    <message>
        <source>Waiting: it is being fetched already …</source>
        <translation>Wartet: Es wird schon geholt …</translation>
    </message>
    <message>
        <source>Fetching LibTorch …</source>
        <translation>LibTorch wird geholt …</translation>
    </message>
    <message>
        <source>Fetching the libraries for graphics cards …</source>
        <translation>Die Bibliotheken für Grafikkarten werden geholt …</translation>
    </message>
    <message>
        <source>Checking that it runs …</source>
        <translation>Es wird geprüft, ob es läuft …</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::HistogramView</name>
    <message>
        <source>%1 to %2: %3 %</source>
        <translation>%1 bis %2: %3 %</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ImportForm</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Where the part of the clip begins that is used</source>
        <translation>Wo der verwendete Teil des Clips beginnt</translation>
    </message>
    <message>
        <source>Where the part of the clip ends that is used</source>
        <translation>Wo der verwendete Teil des Clips endet</translation>
    </message>
    <message>
        <source> frames/s</source>
        <translation> Bilder/s</translation>
    </message>
    <message>
        <source>Frames that are kept of each second</source>
        <translation>Bilder, die von jeder Sekunde behalten werden</translation>
    </message>
    <message>
        <source> x</source>
        <translation> x</translation>
    </message>
    <message>
        <source>Makes the scene larger or smaller than it was guessed: a person films from a few metres</source>
        <translation>Macht die Szene größer oder kleiner als geschätzt: Meist wird aus wenigen Metern gefilmt</translation>
    </message>
    <message>
        <source> frames</source>
        <translation> Bilder</translation>
    </message>
    <message>
        <source>Frames that are kept of each camera, spread evenly</source>
        <translation>Bilder, die von jeder Kamera behalten werden, gleichmäßig verteilt</translation>
    </message>
    <message>
        <source>Frames that the model reads. More show more sides and moments, and take longer.</source>
        <translation>Bilder, die das Modell liest. Mehr davon zeigen mehr Seiten und Augenblicke und dauern länger.</translation>
    </message>
    <message>
        <source>Gaussians that are kept: those that the frames show most</source>
        <translation>Gaussians, die behalten werden: jene, welche die Bilder am meisten zeigen</translation>
    </message>
    <message>
        <source>Frames from which the cameras are estimated. Time grows with them.</source>
        <translation>Bilder, aus denen die Kameras geschätzt werden. Mit ihrer Zahl wächst die Dauer.</translation>
    </message>
    <message>
        <source>Which frames of the clip are kept</source>
        <translation>Welche Bilder des Clips behalten werden</translation>
    </message>
    <message>
        <source>Where the camera stood and looked in each frame</source>
        <translation>Wo die Kamera in jedem Bild stand und wohin sie schaute</translation>
    </message>
    <message>
        <source>Which direction of the scene is up</source>
        <translation>Welche Richtung der Szene oben ist</translation>
    </message>
    <message>
        <source>Size at which the model reads the frames: larger shows finer detail</source>
        <translation>Größe, in der das Modell die Bilder liest: Größere zeigen feinere Einzelheiten</translation>
    </message>
    <message>
        <source>What computes</source>
        <translation>Was rechnet</translation>
    </message>
    <message>
        <source>The sharpest of neighbours</source>
        <translation>Das schärfste unter Nachbarn</translation>
    </message>
    <message>
        <source>Leaves out frames that are blurred by motion</source>
        <translation>Lässt Bilder weg, die durch Bewegung verwischt sind</translation>
    </message>
    <message>
        <source>Show the cameras first</source>
        <translation>Erst die Kameras zeigen</translation>
    </message>
    <message>
        <source>Stops when the cameras are known: set what is up and how large the scene is, then go on</source>
        <translation>Hält an, sobald die Kameras bekannt sind: festlegen, was oben ist und wie groß die Szene ist, dann fortfahren</translation>
    </message>
    <message>
        <source>Make Gaussians</source>
        <translation>Gaussians erzeugen</translation>
    </message>
    <message>
        <source>Without them views are made by the network alone: slower to look at, quicker to get</source>
        <translation>Ohne sie entstehen Ansichten allein durch das Netz: langsamer anzusehen, schneller fertig</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>A number of frames</source>
        <translation>Eine Anzahl Bilder</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Poses</source>
        <translation>Posen</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>Fein</translation>
    </message>
    <message>
        <source>Very fine</source>
        <translation>Sehr fein</translation>
    </message>
    <message>
        <source>%1 (%2 pixels)</source>
        <translation>%1 (%2 Bildpunkte)</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Gaussians, device, what is up, scale</source>
        <translation>Gaussians, Gerät, was oben ist, Maßstab</translation>
    </message>
    <message>
        <source>As found</source>
        <translation>Wie gefunden</translation>
    </message>
    <message>
        <source>First camera was upright</source>
        <translation>Erste Kamera war aufrecht</translation>
    </message>
    <message>
        <source>To the right (+X)</source>
        <translation>Nach rechts (+X)</translation>
    </message>
    <message>
        <source>To the left (-X)</source>
        <translation>Nach links (-X)</translation>
    </message>
    <message>
        <source>Ahead (+Z)</source>
        <translation>Nach vorn (+Z)</translation>
    </message>
    <message>
        <source>Behind (-Z)</source>
        <translation>Nach hinten (-Z)</translation>
    </message>
    <message>
        <source>Upside down (+Y)</source>
        <translation>Auf dem Kopf (+Y)</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Poses of</source>
        <translation>Posen aus</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>Gefunden: %1</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Schätzen</translation>
    </message>
    <message>
        <source>Static camera</source>
        <translation>Unbewegte Kamera</translation>
    </message>
    <message>
        <source>The source knows its cameras. They are used as they are.</source>
        <translation>Die Quelle kennt ihre Kameras. Sie werden verwendet, wie sie sind.</translation>
    </message>
    <message>
        <source>One camera that stood still shows one side only: time can be played and frozen, but from other places the picture is soon invented. Stay near the camera.</source>
        <translation>Eine Kamera, die stillstand, zeigt nur eine Seite: Die Zeit lässt sich abspielen und anhalten, aber von anderen Orten aus ist das Bild bald erfunden. In der Nähe der Kamera bleiben.</translation>
    </message>
    <message>
        <source>Found from how the picture moves. It works when the camera moved around something, and most of the scene stood still.</source>
        <translation>Wird daraus ermittelt, wie sich das Bild bewegt. Das gelingt, wenn die Kamera sich um etwas herum bewegte und der größte Teil der Szene stillstand.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ImportPanel</name>
    <message>
        <source>Reconstruct</source>
        <translation>Rekonstruieren</translation>
    </message>
    <message>
        <source>Begins: the project gets the footage and its scene</source>
        <translation>Beginnt: Das Projekt erhält die Aufnahmen und ihre Szene</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stops, and leaves everything as it was</source>
        <translation>Hält an und lässt alles, wie es war</translation>
    </message>
    <message>
        <source>Add a camera…</source>
        <translation>Kamera hinzufügen …</translation>
    </message>
    <message>
        <source>Another video of the same event, filmed at the same time</source>
        <translation>Ein weiteres Video desselben Geschehens, zur selben Zeit gefilmt</translation>
    </message>
    <message>
        <source>Drop a video here: of a phone that was moved around something, several of one event, or a capture that knows its cameras.</source>
        <translation>Ein Video hierher ziehen: von einem Telefon, das um etwas herum bewegt wurde, mehrere von einem Geschehen oder eine Aufnahme, die ihre Kameras kennt.</translation>
    </message>
    <message>
        <source>Choose videos…</source>
        <translation>Videos wählen …</translation>
    </message>
    <message>
        <source>One video, or several of one event</source>
        <translation>Ein Video oder mehrere von einem Geschehen</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Pictures, videos, or a capture with cameras</source>
        <translation>Bilder, Videos oder eine Aufnahme mit Kameras</translation>
    </message>
    <message>
        <source>Choose footage</source>
        <translation>Aufnahmen wählen</translation>
    </message>
    <message>
        <source>Videos, images, captures (*.mp4 *.mov *.m4v *.mkv *.webm *.avi *.3gp *.jpg *.jpeg *.png *.json)</source>
        <translation>Videos, Bilder, Aufnahmen (*.mp4 *.mov *.m4v *.mkv *.webm *.avi *.3gp *.jpg *.jpeg *.png *.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a folder of footage</source>
        <translation>Ordner mit Aufnahmen wählen</translation>
    </message>
    <message>
        <source>Footage is being imported. Wait until its picture is there, or cancel it in the import panel.</source>
        <translation>Es werden gerade Aufnahmen importiert. Warten, bis ihr Bild da ist, oder im Importfeld abbrechen.</translation>
    </message>
    <message>
        <source>Looking at the footage…</source>
        <translation>Aufnahmen werden angesehen …</translation>
    </message>
    <message>
        <source>Measure this machine</source>
        <translation>Diesen Rechner messen</translation>
    </message>
    <message>
        <source>Measuring this machine…</source>
        <translation>Dieser Rechner wird gemessen …</translation>
    </message>
    <message>
        <source>Waiting for other jobs</source>
        <translation>Wartet auf andere Aufgaben</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Stopped. The cameras are kept: Reconstruct goes on from here.</source>
        <translation>Pausiert. Die Kameras bleiben erhalten: „Rekonstruieren“ fährt hier fort.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ImportRow</name>
    <message>
        <source>the others follow it</source>
        <translation>die anderen folgen ihr</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>from sound, %1 % sure</source>
        <translation>aus dem Ton, zu %1 % sicher</translation>
    </message>
    <message>
        <source>by hand, or from sound</source>
        <translation>von Hand oder aus dem Ton</translation>
    </message>
    <message>
        <source>not found: set it by hand</source>
        <translation>nicht gefunden: von Hand einstellen</translation>
    </message>
    <message>
        <source>%1: the model reads frames of this camera. Without it the camera is kept to compare with.</source>
        <translation>%1: Das Modell liest Bilder dieser Kamera. Ohne Haken bleibt die Kamera zum Vergleichen.</translation>
    </message>
    <message>
        <source>%1 x %2, a picture</source>
        <translation>%1 x %2, ein Bild</translation>
    </message>
    <message>
        <source>%1 x %2, %3 frames</source>
        <translation>%1 x %2, %3 Bilder</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Seconds that are added to the times of this camera, so that all cameras show the same moment</source>
        <translation>Sekunden, die zu den Zeiten dieser Kamera hinzugezählt werden, damit alle Kameras denselben Augenblick zeigen</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Find it from the sound that the cameras recorded</source>
        <translation>Aus dem Ton ermitteln, den die Kameras aufgenommen haben</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ImportStrip</name>
    <message>
        <source>Frames of the clip; the part between the handles is used</source>
        <translation>Bilder des Clips; der Teil zwischen den Anfassern wird verwendet</translation>
    </message>
    <message>
        <source>%1 s. Drag the ends to use a part of the clip; a double click uses all of it.</source>
        <translation>%1 s. Ziehen an den Enden wählt einen Teil des Clips, ein Doppelklick nimmt den ganzen.</translation>
    </message>
    <message>
        <source>Below: green frames have a camera now, red ones do not.</source>
        <translation>Unten: Grüne Bilder haben jetzt eine Kamera, rote nicht.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ImportTexts</name>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>Takes %1 and %2 on %3.</source>
        <translation>Braucht %1 und %2 auf %3.</translation>
    </message>
    <message>
        <source>Of that %1 for the cameras.</source>
        <translation>Davon %1 für die Kameras.</translation>
    </message>
    <message>
        <source>One frame is read at %1 x %2.</source>
        <translation>Ein Bild wird mit %1 x %2 gelesen.</translation>
    </message>
    <message>
        <source>%3 frames are read at %1 x %2.</source>
        <translation>%3 Bilder werden mit %1 x %2 gelesen.</translation>
    </message>
    <message>
        <source>Only %1 are free: choose fewer frames, a lower quality or another device.</source>
        <translation>Nur %1 sind frei: weniger Bilder, eine geringere Qualität oder ein anderes Gerät wählen.</translation>
    </message>
    <message>
        <source>Nothing is left to read. Tick a camera, or move the handles apart so that frames lie between them.</source>
        <translation>Es bleibt nichts zu lesen. Eine Kamera ankreuzen oder die Anfasser auseinanderziehen, damit Bilder dazwischen liegen.</translation>
    </message>
    <message>
        <source>The camera stood still: time can be played and frozen, but from other places the picture is soon invented. Stay near the camera, or walk around the subject while filming.</source>
        <translation>Die Kamera stand still: Die Zeit lässt sich abspielen und anhalten, aber von anderen Orten aus ist das Bild bald erfunden. In der Nähe der Kamera bleiben oder beim Filmen um das Motiv herumgehen.</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation>%1, %2 %</translation>
    </message>
    <message>
        <source>%1, %2 %, %3 left</source>
        <translation>%1, %2 %, noch %3</translation>
    </message>
    <message>
        <source>Takes %1 and %2 on this computer.</source>
        <translation>Braucht %1 und %2 auf diesem Rechner.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::JobRow</name>
    <message>
        <source>Show the picture, curves and log of this job</source>
        <translation>Bild, Kurven und Protokoll dieser Aufgabe zeigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop this job; the project stays as it is</source>
        <translation>Diese Aufgabe anhalten; das Projekt bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Start the same job again</source>
        <translation>Dieselbe Aufgabe noch einmal beginnen</translation>
    </message>
    <message>
        <source>Take this job off the list</source>
        <translation>Diese Aufgabe aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Waiting for the jobs before it</source>
        <translation>Wartet auf die Aufgaben davor</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt …</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled; nothing was changed</source>
        <translation>Abgebrochen; nichts wurde verändert</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::JobsPanel</name>
    <message>
        <source>Nothing is running.

Reconstructions, refinements and exports show up here: how far they are, how long they will take, and the picture so far. The window can be used meanwhile.</source>
        <translation>Es läuft nichts.

Rekonstruktionen, Verfeinerungen und Exporte erscheinen hier: wie weit sie sind, wie lange sie noch brauchen und das Bild bis dahin. Das Fenster ist währenddessen benutzbar.</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>Beendete entfernen</translation>
    </message>
    <message>
        <source>Take all jobs off the list that have ended</source>
        <translation>Alle Aufgaben aus der Liste nehmen, die beendet sind</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::KeyEditor</name>
    <message>
        <source>Marker</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Camera key</source>
        <translation>Kameraschlüssel</translation>
    </message>
    <message>
        <source>Scene-time key</source>
        <translation>Szenenzeit-Schlüssel</translation>
    </message>
    <message>
        <source>Clip time</source>
        <translation>Clipzeit</translation>
    </message>
    <message>
        <source>When it stands in the clip: seconds:frames, &quot;75f&quot; for frames, or plain seconds.</source>
        <translation>Wann er im Clip steht: Sekunden:Bilder, „75f“ für Bilder oder einfach Sekunden.</translation>
    </message>
    <message>
        <source>Where the camera stands, in units of the capture.</source>
        <translation>Wo die Kamera steht, in Einheiten der Aufnahme.</translation>
    </message>
    <message>
        <source>Position X</source>
        <translation>Position X</translation>
    </message>
    <message>
        <source>Position Y</source>
        <translation>Position Y</translation>
    </message>
    <message>
        <source>Position Z</source>
        <translation>Position Z</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Schwenk</translation>
    </message>
    <message>
        <source>Where it points round the horizon; more is to the right.</source>
        <translation>Wohin sie am Horizont entlang zeigt; mehr ist weiter rechts.</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>How far it points above the horizon.</source>
        <translation>Wie weit sie über den Horizont zeigt.</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>How far it leans; 0 keeps the horizon level.</source>
        <translation>Wie schräg sie steht; 0 hält den Horizont waagerecht.</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation>Brennweite</translation>
    </message>
    <message>
        <source>Of a lens on a 36 x 24 mm picture: less is wider.</source>
        <translation>Eines Objektivs auf einem Bild von 36 × 24 mm: weniger ist weitwinkliger.</translation>
    </message>
    <message>
        <source>Angle of view</source>
        <translation>Bildwinkel</translation>
    </message>
    <message>
        <source>From the picture&apos;s lower to its upper edge.</source>
        <translation>Von der unteren zur oberen Kante des Bilds.</translation>
    </message>
    <message>
        <source>Easing</source>
        <translation>Übergang</translation>
    </message>
    <message>
        <source>How the camera travels from this key to the next.</source>
        <translation>Wie die Kamera von diesem Schlüssel zum nächsten kommt.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Scene time</source>
        <translation>Szenenzeit</translation>
    </message>
    <message>
        <source>The moment of the filmed event that is shown there.</source>
        <translation>Der Augenblick des gefilmten Geschehens, der dort gezeigt wird.</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>Interpolation</translation>
    </message>
    <message>
        <source>How scene time runs from this key to the next.</source>
        <translation>Wie die Szenenzeit von diesem Schlüssel zum nächsten läuft.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Handles</source>
        <translation>Anfasser</translation>
    </message>
    <message>
        <source>Chosen so that the curve never leaves the range of its keys.</source>
        <translation>So gewählt, dass die Kurve nie über ihre Schlüssel hinausgeht.</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Speed before</source>
        <translation>Geschwindigkeit davor</translation>
    </message>
    <message>
        <source>Of the event as the curve comes to the key: 100 % as filmed, 0 % frozen, negative backwards.</source>
        <translation>Des Geschehens, wenn die Kurve zum Schlüssel kommt: 100 % wie gefilmt, 0 % Stillstand, negativ rückwärts.</translation>
    </message>
    <message>
        <source>Speed after</source>
        <translation>Geschwindigkeit danach</translation>
    </message>
    <message>
        <source>Of the event as the curve leaves the key: 100 % as filmed, 0 % frozen, negative backwards.</source>
        <translation>Des Geschehens, wenn die Kurve den Schlüssel verlässt: 100 % wie gefilmt, 0 % Stillstand, negativ rückwärts.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the timeline shows beside the marker.</source>
        <translation>Was die Zeitleiste neben der Marke zeigt.</translation>
    </message>
    <message>
        <source>Colour %1</source>
        <translation>Farbe %1</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Of its flag.</source>
        <translation>Ihrer Fahne.</translation>
    </message>
    <message>
        <source>%1°</source>
        <translation>%1°</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::MainWindow</name>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Cameras, frames, versions, props and edits</source>
        <translation>Kameras, Bilder, Versionen, Objekte und Eingriffe</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>What is selected, in numbers</source>
        <translation>Was ausgewählt ist, in Zahlen</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Long work: how far it is, and how to stop it</source>
        <translation>Lange Arbeiten: wie weit sie sind und wie man sie anhält</translation>
    </message>
    <message>
        <source>View and time</source>
        <translation>Ansicht und Zeit</translation>
    </message>
    <message>
        <source>Any view at any time, by one drag</source>
        <translation>Jede Ansicht zu jeder Zeit, mit einem Ziehen</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>What the clip shows: camera and scene time</source>
        <translation>Was der Clip zeigt: Kamera und Szenenzeit</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Everything that the program said</source>
        <translation>Alles, was das Programm gesagt hat</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Ends the program; asks where something would be lost</source>
        <translation>Beendet das Programm; fragt, wo etwas verloren ginge</translation>
    </message>
    <message>
        <source>&amp;Import footage…</source>
        <translation>Aufnahmen &amp;importieren …</translation>
    </message>
    <message>
        <source>Makes a 4D scene of a video, of several, or of a capture with cameras</source>
        <translation>Macht eine 4D-Szene aus einem Video, aus mehreren oder aus einer Aufnahme mit Kameras</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>&amp;Hide panels</source>
        <translation>Felder &amp;ausblenden</translation>
    </message>
    <message>
        <source>Gives all the room to the viewport, and back</source>
        <translation>Gibt der Ansicht den ganzen Platz, und zurück</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Puts all panels back in their places</source>
        <translation>Bringt alle Felder an ihre Plätze zurück</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>The whole screen for the program, and back</source>
        <translation>Der ganze Bildschirm für das Programm, und zurück</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>&amp;Helles Aussehen</translation>
    </message>
    <message>
        <source>Light panels in place of dark ones</source>
        <translation>Helle Felder statt dunkler</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Lists all actions and their keys, and changes them</source>
        <translation>Listet alle Aktionen und ihre Tasten auf und ändert sie</translation>
    </message>
    <message>
        <source>&amp;About Chronoscope</source>
        <translation>&amp;Über Chronoscope</translation>
    </message>
    <message>
        <source>Version, device and libraries</source>
        <translation>Version, Gerät und Bibliotheken</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>Diese vergessen</translation>
    </message>
    <message>
        <source>About Chronoscope</source>
        <translation>Über Chronoscope</translation>
    </message>
    <message>
        <source>&lt;b&gt;Chronoscope %1&lt;/b&gt;&lt;p&gt;Turns videos into 4D scenes: look from anywhere, at any time.&lt;/p&gt;&lt;p&gt;Qt %2&lt;br&gt;%3&lt;br&gt;%4&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</source>
        <translation>&lt;b&gt;Chronoscope %1&lt;/b&gt;&lt;p&gt;Macht aus Videos 4D-Szenen: von überall und zu jeder Zeit zu sehen.&lt;/p&gt;&lt;p&gt;Qt %2&lt;br&gt;%3&lt;br&gt;%4&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Refine</source>
        <translation>Verfeinern</translation>
    </message>
    <message>
        <source>A sharper scene, or a model that knows this capture</source>
        <translation>Eine schärfere Szene oder ein Modell, das diese Aufnahme kennt</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>From footage to a scene</source>
        <translation>Von Aufnahmen zur Szene</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::MessageBanner</name>
    <message>
        <source>Close this message; the console keeps it</source>
        <translation>Diese Meldung schließen; die Konsole behält sie</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::MessageList</name>
    <message>
        <source>info</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ModeStrip</name>
    <message>
        <source>Made of</source>
        <translation>Woraus</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Put the footage or another version beside the picture</source>
        <translation>Die Aufnahmen oder eine andere Version neben das Bild stellen</translation>
    </message>
    <message>
        <source>Guides</source>
        <translation>Hilfslinien</translation>
    </message>
    <message>
        <source>What helps to find one&apos;s way</source>
        <translation>Was hilft, sich zurechtzufinden</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Places to look from, and how the mouse moves the camera</source>
        <translation>Orte, von denen man schaut, und wie die Maus die Kamera bewegt</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::NeuralView</name>
    <message>
        <source>Load the model</source>
        <translation>Modell laden</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Das Modell wird geladen</translation>
    </message>
    <message>
        <source>The model could not draw this view; please report this.</source>
        <translation>Das Modell konnte diese Ansicht nicht zeichnen; bitte melden.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::PadInteraction</name>
    <message>
        <source>Scrub the pad</source>
        <translation>Im Feld suchen</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::PadPanel</name>
    <message>
        <source>View-time pad</source>
        <translation>Feld für Ansicht und Zeit</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::PadView</name>
    <message>
        <source>View-time pad</source>
        <translation>Feld für Ansicht und Zeit</translation>
    </message>
    <message>
        <source>Camera position along its path across, scene time upwards.</source>
        <translation>Kameraposition entlang ihres Pfads waagerecht, Szenenzeit nach oben.</translation>
    </message>
    <message>
        <source>Input frame %1 of %2, filmed at %3 s.
Click to go there.</source>
        <translation>Eingabebild %1 von %2, gefilmt bei %3 s.
Ein Klick geht dorthin.</translation>
    </message>
    <message>
        <source>Scene time %1 s, %2 % along the path.</source>
        <translation>Szenenzeit %1 s, %2 % des Pfads.</translation>
    </message>
    <message>
        <source>Confidence %1 %: how near it is to what was filmed.</source>
        <translation>Zuverlässigkeit %1 %: wie nah es an dem ist, was gefilmt wurde.</translation>
    </message>
    <message>
        <source>Drag to move camera and time (Shift: one of them). The wheel zooms time. The point is hollow where the camera is off the path.</source>
        <translation>Ziehen bewegt Kamera und Zeit (Umschalt: nur eines). Das Mausrad zoomt die Zeit. Der Punkt ist hohl, wo die Kamera neben dem Pfad steht.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::PointTool</name>
    <message>
        <source>There is nothing under the mouse. Click on something that can be seen.</source>
        <translation>Unter der Maus ist nichts. Auf etwas klicken, das zu sehen ist.</translation>
    </message>
    <message>
        <source>The three points lie on a line. Click three points of the ground that form a triangle.</source>
        <translation>Die drei Punkte liegen auf einer Linie. Drei Punkte des Bodens anklicken, die ein Dreieck bilden.</translation>
    </message>
    <message>
        <source>Set the ground</source>
        <translation>Boden festlegen</translation>
    </message>
    <message>
        <source>The scene cannot be scaled by that. Click two points that lie apart, and give their true distance, more than nothing.</source>
        <translation>Damit kann die Szene nicht skaliert werden. Zwei Punkte anklicken, die auseinander liegen, und ihren wahren Abstand angeben, mehr als nichts.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Popover</name>
    <message>
        <source>%1 Double click on the name: back to the default.</source>
        <translation>%1 Doppelklick auf den Namen: zurück zum Vorgabewert.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Presets</name>
    <message>
        <source>Turntable</source>
        <translation>Drehteller</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Round the middle of what was filmed; negative the other way.</source>
        <translation>Um die Mitte des Gefilmten; negativ andersherum.</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Of the whole move.</source>
        <translation>Der ganzen Bewegung.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Starts from the view that is on screen. Full turns close into a loop.</source>
        <translation>Beginnt mit der Ansicht auf dem Bildschirm. Volle Umdrehungen schließen sich zu einer Schleife.</translation>
    </message>
    <message>
        <source>Make the move</source>
        <translation>Bewegung anlegen</translation>
    </message>
    <message>
        <source>Dolly</source>
        <translation>Kamerafahrt</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Hinein</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Heraus</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Abwärts</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>As the camera sees it.</source>
        <translation>Wie die Kamera es sieht.</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Entfernung</translation>
    </message>
    <message>
        <source>In units of the capture; offered is a quarter of the way to its middle.</source>
        <translation>In Einheiten der Aufnahme; vorgeschlagen wird ein Viertel des Wegs zu ihrer Mitte.</translation>
    </message>
    <message>
        <source>A straight move that starts and stops softly, from the view that is on screen.</source>
        <translation>Eine gerade Bewegung, die sanft beginnt und endet, von der Ansicht auf dem Bildschirm aus.</translation>
    </message>
    <message>
        <source>Bullet time</source>
        <translation>Bullet Time</translation>
    </message>
    <message>
        <source>Frozen moment</source>
        <translation>Angehaltener Augenblick</translation>
    </message>
    <message>
        <source>Scene time that stands still while the camera moves.</source>
        <translation>Die Szenenzeit, die stillsteht, während die Kamera sich bewegt.</translation>
    </message>
    <message>
        <source>Arc</source>
        <translation>Bogen</translation>
    </message>
    <message>
        <source>Of the frozen part.</source>
        <translation>Des angehaltenen Teils.</translation>
    </message>
    <message>
        <source>Play up to it</source>
        <translation>Bis dahin abspielen</translation>
    </message>
    <message>
        <source>The event plays from its start to the frozen moment first.</source>
        <translation>Zuerst läuft das Geschehen von seinem Anfang bis zum angehaltenen Augenblick.</translation>
    </message>
    <message>
        <source>Play on after it</source>
        <translation>Danach weiterspielen</translation>
    </message>
    <message>
        <source>The event plays on to its end afterwards.</source>
        <translation>Das Geschehen läuft danach bis zu seinem Ende weiter.</translation>
    </message>
    <message>
        <source>Replay a capture camera</source>
        <translation>Gefilmte Kamera nachfahren</translation>
    </message>
    <message>
        <source>This project has no filmed camera with a known path. Import a video or a posed capture first.</source>
        <translation>Dieses Projekt hat keine gefilmte Kamera mit bekanntem Pfad. Zuerst ein Video oder eine Aufnahme mit Posen importieren.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Its path becomes the camera track, with its own scene time.</source>
        <translation>Ihr Pfad wird zur Kameraspur, mit eigener Szenenzeit.</translation>
    </message>
    <message>
        <source>The filmed path becomes as few keys as keep to it, so that it can be changed.</source>
        <translation>Der gefilmte Pfad wird zu so wenigen Schlüsseln, wie ihm noch folgen, damit er sich ändern lässt.</translation>
    </message>
    <message>
        <source>Hand-held shake</source>
        <translation>Verwacklung aus der Hand</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>1 is a calm hand.</source>
        <translation>1 ist eine ruhige Hand.</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Another number is another tremor, the same each time.</source>
        <translation>Eine andere Zahl ist ein anderes Zittern, jedes Mal dasselbe.</translation>
    </message>
    <message>
        <source>Lies on top of the camera track: its keys stay as they are.</source>
        <translation>Liegt über der Kameraspur: Ihre Schlüssel bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Shake the camera</source>
        <translation>Kamera verwackeln</translation>
    </message>
    <message>
        <source>Keys along %1</source>
        <translation>Schlüssel entlang %1</translation>
    </message>
    <message>
        <source>Replay %1</source>
        <translation>%1 nachfahren</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ProjectReader</name>
    <message>
        <source>Opening the project</source>
        <translation>Das Projekt wird geöffnet</translation>
    </message>
    <message>
        <source>A version of %1 is not there any more: it was in another file that has changed since. What is left was opened.</source>
        <translation>Eine Version von %1 ist nicht mehr da: Sie lag in einer anderen Datei, die sich seitdem geändert hat. Geöffnet wurde, was übrig ist.</translation>
    </message>
    <message>
        <source>%1 does not say what its reconstruction was made from. Reconstruct the scene again.</source>
        <translation>%1 sagt nicht, woraus die Rekonstruktion entstand. Die Szene noch einmal rekonstruieren.</translation>
    </message>
    <message>
        <source>The edits of %1 belong to Gaussians that it does not have. They were left out.</source>
        <translation>Die Eingriffe von %1 gehören zu Gaussians, die es nicht hat. Sie wurden weggelassen.</translation>
    </message>
    <message>
        <source>Opening the splat file</source>
        <translation>Die Splat-Datei wird geöffnet</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ProjectRecords</name>
    <message>
        <source>The project&apos;s %1 cannot be read. Open an older copy of it, or go on without them.</source>
        <translation>Im Projekt nicht lesbar: %1. Eine ältere Kopie öffnen oder ohne weitermachen.</translation>
    </message>
    <message>
        <source>list of versions</source>
        <translation>Liste der Versionen</translation>
    </message>
    <message>
        <source>edits</source>
        <translation>Eingriffe</translation>
    </message>
    <message>
        <source>props</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>settings of the scene</source>
        <translation>Einstellungen der Szene</translation>
    </message>
    <message>
        <source>footage</source>
        <translation>Aufnahmen</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ProjectStore</name>
    <message>
        <source>%1 is not the footage that the project was made from. Choose the file or folder that was %2.</source>
        <translation>%1 sind nicht die Aufnahmen, aus denen das Projekt entstand. Bitte die Datei oder den Ordner wählen, der %2 war.</translation>
    </message>
    <message>
        <source>The footage %1 was found as %2.</source>
        <translation>Die Aufnahmen %1 wurden als %2 gefunden.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ProjectWriter</name>
    <message>
        <source>Saving</source>
        <translation>Wird gespeichert</translation>
    </message>
    <message>
        <source>Another program has put a version &quot;%1&quot; into %2. Save under another name, or rename your version.</source>
        <translation>Ein anderes Programm hat eine Version „%1“ in %2 abgelegt. Unter einem anderen Namen speichern oder die eigene Version umbenennen.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::PropertyForm</name>
    <message>
        <source>Double click on the name: default</source>
        <translation>Doppelklick auf den Namen: Vorgabewert</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::QuestionBox</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Projects and splats (*.chrono *.ply *.spz *.splat *.ksplat *.sog *.glb *.gltf)</source>
        <translation>Projekte und Splats (*.chrono *.ply *.spz *.splat *.ksplat *.sog *.glb *.gltf)</translation>
    </message>
    <message>
        <source>Videos and images (*.mp4 *.mov *.mkv *.webm *.avi *.m4v *.jpg *.jpeg *.png)</source>
        <translation>Videos und Bilder (*.mp4 *.mov *.mkv *.webm *.avi *.m4v *.jpg *.jpeg *.png)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save project as</source>
        <translation>Projekt speichern unter</translation>
    </message>
    <message>
        <source>Chronoscope projects (*.chrono)</source>
        <translation>Chronoscope-Projekte (*.chrono)</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Wo ist %1 jetzt?</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Recovery</name>
    <message>
        <source>Untitled project</source>
        <translation>Projekt ohne Titel</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::RecoveryDialog</name>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Open the project with the work that was not saved</source>
        <translation>Das Projekt mit der nicht gespeicherten Arbeit öffnen</translation>
    </message>
    <message>
        <source>Open what was saved</source>
        <translation>Gespeichertes öffnen</translation>
    </message>
    <message>
        <source>Open the project as it was saved last; the unsaved work stays until the project is changed or saved</source>
        <translation>Das Projekt öffnen, wie es zuletzt gespeichert wurde; die ungespeicherte Arbeit bleibt, bis das Projekt geändert oder gespeichert wird</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Delete the unsaved work</source>
        <translation>Die ungespeicherte Arbeit löschen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Decide at the next start</source>
        <translation>Beim nächsten Start entscheiden</translation>
    </message>
    <message>
        <source>Unsaved work was found</source>
        <translation>Ungespeicherte Arbeit wurde gefunden</translation>
    </message>
    <message>
        <source>Chronoscope did not end properly the last time. This is what was not saved:</source>
        <translation>Chronoscope wurde das letzte Mal nicht ordentlich beendet. Dies war nicht gespeichert:</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Autosaved</source>
        <translation>Automatisch gesichert</translation>
    </message>
    <message>
        <source>Saved before</source>
        <translation>Gespeichert davor</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Recovering opens the project as it was at the last autosave. The saved file is not changed until you save.</source>
        <translation>Wiederherstellen öffnet das Projekt, wie es bei der letzten automatischen Sicherung war. Die gespeicherte Datei ändert sich erst beim Speichern.</translation>
    </message>
    <message>
        <source>The program crashed the last time that this was recovered. It may work now; what was saved can be opened as well.</source>
        <translation>Das Programm stürzte ab, als dies das letzte Mal wiederhergestellt wurde. Vielleicht gelingt es jetzt; auch das Gespeicherte lässt sich öffnen.</translation>
    </message>
    <message>
        <source>The program crashed %1 times while this was open. Open what was saved, or discard the unsaved work.</source>
        <translation>Das Programm ist %1-mal abgestürzt, während dies offen war. Das Gespeicherte öffnen oder die ungespeicherte Arbeit verwerfen.</translation>
    </message>
    <message>
        <source>Discard for good</source>
        <translation>Endgültig verwerfen</translation>
    </message>
    <message>
        <source>Press once more to delete the unsaved work of &quot;%1&quot;. This cannot be undone.</source>
        <translation>Noch einmal drücken, um die ungespeicherte Arbeit an „%1“ zu löschen. Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::RefineOffer</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Fits the Gaussians of the version that is shown to its frames, by gradient descent. The scene gets sharper while you look.</source>
        <translation>Passt die Gaussians der gezeigten Version durch Gradientenabstieg an ihre Bilder an. Die Szene wird beim Zusehen schärfer.</translation>
    </message>
    <message>
        <source>Trains the weights of the model on this capture, then reads it again with them. Later reconstructions can use the tuned model too.</source>
        <translation>Trainiert die Gewichte des Modells an dieser Aufnahme und liest sie dann damit neu. Auch spätere Rekonstruktionen können das angepasste Modell verwenden.</translation>
    </message>
    <message>
        <source>Refine the scene</source>
        <translation>Szene verfeinern</translation>
    </message>
    <message>
        <source>Fine-tune the model</source>
        <translation>Modell anpassen</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>How long it learns; reading the frames comes before it</source>
        <translation>Wie lange gelernt wird; das Lesen der Bilder kommt davor</translation>
    </message>
    <message>
        <source>Steps, at most</source>
        <translation>Schritte, höchstens</translation>
    </message>
    <message>
        <source>Ends after as many steps where the time is not over before; 0: the time alone says when</source>
        <translation>Endet nach so vielen Schritten, wenn die Zeit nicht vorher um ist; 0: allein die Zeit entscheidet</translation>
    </message>
    <message>
        <source>Computed on</source>
        <translation>Berechnet auf</translation>
    </message>
    <message>
        <source>the graphics card, if there is one</source>
        <translation>der Grafikkarte, falls vorhanden</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>dem Prozessor</translation>
    </message>
    <message>
        <source>The processor is slow, and has the memory of the computer</source>
        <translation>Der Prozessor ist langsam, hat aber den Speicher des Rechners</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>one frame in 4</source>
        <translation>ein Bild von 4</translation>
    </message>
    <message>
        <source>one frame in 8</source>
        <translation>ein Bild von 8</translation>
    </message>
    <message>
        <source>one frame in 16</source>
        <translation>ein Bild von 16</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Frames that are never learned from: they tell whether the scene gets better, or only learns its frames by heart</source>
        <translation>Bilder, von denen nie gelernt wird: Sie zeigen, ob die Szene besser wird oder nur ihre Bilder auswendig lernt</translation>
    </message>
    <message>
        <source>Gaussians</source>
        <translation>Gaussians</translation>
    </message>
    <message>
        <source>as many as now</source>
        <translation>so viele wie jetzt</translation>
    </message>
    <message>
        <source>up to half as many more</source>
        <translation>bis zur Hälfte mehr</translation>
    </message>
    <message>
        <source>up to twice as many</source>
        <translation>bis doppelt so viele</translation>
    </message>
    <message>
        <source>More of them show finer things, and take more memory and time</source>
        <translation>Mehr davon zeigen Feineres und brauchen mehr Speicher und Zeit</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>the same from all sides</source>
        <translation>von allen Seiten gleich</translation>
    </message>
    <message>
        <source>turn a little with the view</source>
        <translation>ändern sich wenig mit dem Blickwinkel</translation>
    </message>
    <message>
        <source>turn with the view</source>
        <translation>ändern sich mit dem Blickwinkel</translation>
    </message>
    <message>
        <source>turn much with the view</source>
        <translation>ändern sich stark mit dem Blickwinkel</translation>
    </message>
    <message>
        <source>Shiny things look different from each side; where a camera passed only once, this makes colours worse</source>
        <translation>Glänzendes sieht von jeder Seite anders aus; wo eine Kamera nur einmal vorbeikam, werden die Farben dadurch schlechter</translation>
    </message>
    <message>
        <source>What learns</source>
        <translation>Was lernt</translation>
    </message>
    <message>
        <source>as the memory allows</source>
        <translation>wie es der Speicher erlaubt</translation>
    </message>
    <message>
        <source>all weights</source>
        <translation>alle Gewichte</translation>
    </message>
    <message>
        <source>additions of low rank</source>
        <translation>Zusätze von niedrigem Rang</translation>
    </message>
    <message>
        <source>All weights learn more, additions of low rank take a fifth of the memory</source>
        <translation>Alle Gewichte lernen mehr, Zusätze von niedrigem Rang brauchen ein Fünftel des Speichers</translation>
    </message>
    <message>
        <source>Frames shrunk to</source>
        <translation>Bilder verkleinert auf</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Long side of the frames while learning: smaller ones are quicker, but teach less about pictures of full size; 0: as the model read them</source>
        <translation>Lange Seite der Bilder beim Lernen: Kleinere sind schneller, lehren aber weniger über Bilder in voller Größe; 0: wie das Modell sie gelesen hat</translation>
    </message>
    <message>
        <source>There is nothing to refine yet: this needs Gaussians and the footage that they were made from. Import a video and reconstruct it first.</source>
        <translation>Noch gibt es nichts zu verfeinern: Dafür braucht es Gaussians und die Aufnahmen, aus denen sie entstanden. Zuerst ein Video importieren und rekonstruieren.</translation>
    </message>
    <message>
        <source>There is nothing to learn from yet: this needs a scene that was reconstructed from footage.</source>
        <translation>Noch gibt es nichts, woraus zu lernen wäre: Dafür braucht es eine Szene, die aus Aufnahmen rekonstruiert wurde.</translation>
    </message>
    <message>
        <source>All %1 frames are learned from: nothing tells whether other views get better.</source>
        <translation>Aus allen %1 Bildern wird gelernt: Nichts zeigt, ob andere Ansichten besser werden.</translation>
    </message>
    <message>
        <source>The refined version does not take over how the scene was moved.</source>
        <translation>Die verfeinerte Version übernimmt nicht, wie die Szene verschoben wurde.</translation>
    </message>
    <message>
        <source>Estimate what it takes</source>
        <translation>Aufwand schätzen</translation>
    </message>
    <message>
        <source>All weights learn; a step reads %1 frames and is asked for %2.</source>
        <translation>Alle Gewichte lernen; ein Schritt liest %1 Bilder und wird nach %2 gefragt.</translation>
    </message>
    <message>
        <source>Additions of low rank learn; a step reads %1 frames and is asked for %2.</source>
        <translation>Zusätze von niedrigem Rang lernen; ein Schritt liest %1 Bilder und wird nach %2 gefragt.</translation>
    </message>
    <message>
        <source>Learns for %1 (%2 steps) and takes %3 of memory; %4 are free.</source>
        <translation>Lernt %1 lang (%2 Schritte) und braucht %3 Speicher; %4 sind frei.</translation>
    </message>
    <message>
        <source>The number of steps is an estimate, of this machine</source>
        <translation>Die Zahl der Schritte ist eine Schätzung für diesen Rechner</translation>
    </message>
    <message>
        <source>That is more than this machine has free. Ask for fewer Gaussians.</source>
        <translation>Das ist mehr, als auf diesem Rechner frei ist. Weniger Gaussians verlangen.</translation>
    </message>
    <message>
        <source>On the processor this is slow: about %1 a step. A graphics card is many times as quick.</source>
        <translation>Auf dem Prozessor ist das langsam: etwa %1 je Schritt. Eine Grafikkarte ist um ein Vielfaches schneller.</translation>
    </message>
    <message>
        <source>Fine-tuning wants %1 steps or more, here %2: give it the time (Options).</source>
        <translation>Die Feinabstimmung braucht %1 Schritte oder mehr, hier sind es %2: ihr die Zeit dafür geben (Optionen).</translation>
    </message>
    <message>
        <source>Beyond about %1 steps a frame, what moves is learned by heart</source>
        <translation>Über etwa %1 Schritte je Bild hinaus wird auswendig gelernt, was sich bewegt</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::RefinePanel</name>
    <message>
        <source>Reconstruct with it</source>
        <translation>Damit rekonstruieren</translation>
    </message>
    <message>
        <source>The scene</source>
        <translation>Die Szene</translation>
    </message>
    <message>
        <source>The model</source>
        <translation>Das Modell</translation>
    </message>
    <message>
        <source>The model that comes with the program, and those that versions of this project were made with</source>
        <translation>Das Modell, das mit dem Programm kommt, und die Modelle, mit denen Versionen dieses Projekts entstanden</translation>
    </message>
    <message>
        <source>Reads the footage again with the model that is chosen; what comes out is another version</source>
        <translation>Liest die Aufnahmen mit dem gewählten Modell noch einmal; was dabei entsteht, ist eine weitere Version</translation>
    </message>
    <message>
        <source>Reconstruct again</source>
        <translation>Noch einmal rekonstruieren</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <source>&amp;Refine the scene</source>
        <translation>Szene &amp;verfeinern</translation>
    </message>
    <message>
        <source>Sharpens the Gaussians on this machine, with the options of the refine panel</source>
        <translation>Schärft die Gaussians auf diesem Rechner, mit den Optionen des Verfeinern-Felds</translation>
    </message>
    <message>
        <source>&amp;Fine-tune the model</source>
        <translation>Modell &amp;feinabstimmen</translation>
    </message>
    <message>
        <source>Trains the weights of the model on this capture, with the options of the refine panel</source>
        <translation>Trainiert die Gewichte des Modells mit dieser Aufnahme, mit den Optionen des Verfeinern-Felds</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::RefineResultPage</name>
    <message>
        <source>%1 (%2 frames): %3 → %4 dB</source>
        <translation>%1 (%2 Bilder): %3 → %4 dB</translation>
    </message>
    <message>
        <source>Nothing became better: the project is as it was</source>
        <translation>Nichts wurde besser: Das Projekt ist, wie es war</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Fertig: %1</translation>
    </message>
    <message>
        <source>Stopped and kept: %1</source>
        <translation>Beendet und behalten: %1</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Learned from</source>
        <translation>Daraus gelernt</translation>
    </message>
    <message>
        <source>%1 steps in %2</source>
        <translation>%1 Schritte in %2</translation>
    </message>
    <message>
        <source>It ended early: nothing became better any more.</source>
        <translation>Es endete früher: Nichts wurde mehr besser.</translation>
    </message>
    <message>
        <source>What it learned scored no better on the frames that are held out. Give it more time, or refine the scene instead.</source>
        <translation>Was es gelernt hat, schnitt bei den zurückgehaltenen Bildern nicht besser ab. Mehr Zeit geben oder stattdessen die Szene verfeinern.</translation>
    </message>
    <message>
        <source>The frames that were held out got worse: it learned the others by heart. Revert, or refine for less time.</source>
        <translation>Die zurückgehaltenen Bilder wurden schlechter: Die anderen wurden auswendig gelernt. Zurücknehmen oder weniger lang verfeinern.</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>The model %1 lies in %2. Reconstructions can use it: below.</source>
        <translation>Das Modell %1 liegt in %2. Rekonstruktionen können es verwenden: unten.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::RefineRunPage</name>
    <message>
        <source>No frame is held out.</source>
        <translation>Kein Bild ist zurückgehalten.</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Beenden und behalten</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>While the scene is refined the curve of what is held out is of one of those frames, the one whose picture the job shows; the figures at the end are of all</source>
        <translation>Während die Szene verfeinert wird, gilt die Kurve des Zurückgehaltenen für eines dieser Bilder, nämlich das, dessen Ansicht die Aufgabe zeigt; die Zahlen am Ende gelten für alle</translation>
    </message>
    <message>
        <source>Ends here: what it has reached is the new version</source>
        <translation>Endet hier: Was erreicht wurde, ist die neue Version</translation>
    </message>
    <message>
        <source>Refining the scene: paused</source>
        <translation>Szene verfeinern: pausiert</translation>
    </message>
    <message>
        <source>Fine-tuning the model: paused</source>
        <translation>Modell feinabstimmen: pausiert</translation>
    </message>
    <message>
        <source>Refining the scene</source>
        <translation>Die Szene wird verfeinert</translation>
    </message>
    <message>
        <source>Fine-tuning the model</source>
        <translation>Das Modell wird feinabgestimmt</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Wird pausiert …</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Goes on from where it was paused</source>
        <translation>Fährt dort fort, wo pausiert wurde</translation>
    </message>
    <message>
        <source>Frees the machine; what was reached is a version meanwhile, and it can go on from there</source>
        <translation>Gibt den Rechner frei; was erreicht wurde, ist inzwischen eine Version, und von dort kann es weitergehen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Takes away what it has reached; can be undone</source>
        <translation>Entfernt, was erreicht wurde; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Stops; the project stays as it was before it began or went on</source>
        <translation>Bricht ab; das Projekt bleibt, wie es vor dem Beginn oder dem Fortsetzen war</translation>
    </message>
    <message>
        <source>%1 steps in %2</source>
        <translation>%1 Schritte in %2</translation>
    </message>
    <message>
        <source>Waits for the jobs before it</source>
        <translation>Wartet auf die Aufgaben davor</translation>
    </message>
    <message>
        <source>Pausing: the step that runs is finished, and what was reached is scored</source>
        <translation>Wird pausiert: Der laufende Schritt wird beendet und das Erreichte bewertet</translation>
    </message>
    <message>
        <source>Stopping: the step that runs is finished</source>
        <translation>Wird beendet: Der laufende Schritt wird noch zu Ende geführt</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet …</translation>
    </message>
    <message>
        <source> · %1 left</source>
        <translation> · noch %1</translation>
    </message>
    <message>
        <source>This run was interrupted. What it had learned is kept: it can go on from there, and be stopped at once to get a version of it.</source>
        <translation>Dieser Lauf wurde unterbrochen. Was er gelernt hatte, ist noch da: Er kann von dort aus fortgesetzt und gleich angehalten werden, um eine Version daraus zu machen.</translation>
    </message>
    <message>
        <source>Paused. Nothing is better than the start yet; what was learned is remembered, and it can go on after the project was closed as well.</source>
        <translation>Pausiert. Noch ist nichts besser als am Anfang; was gelernt wurde, bleibt gemerkt, und es kann weitergehen, auch nachdem das Projekt geschlossen wurde.</translation>
    </message>
    <message>
        <source>Paused. What it has reached is the version %1, a part of the project; it can go on after the project was closed as well.</source>
        <translation>Pausiert. Was erreicht wurde, ist die Version %1, ein Teil des Projekts; es kann weitergehen, auch nachdem das Projekt geschlossen wurde.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::RefineSession</name>
    <message>
        <source>Refine %1</source>
        <translation>%1 verfeinern</translation>
    </message>
    <message>
        <source>Fine-tune the model on %1</source>
        <translation>Modell mit %1 feinabstimmen</translation>
    </message>
    <message>
        <source>%1, going on</source>
        <translation>%1, fortgesetzt</translation>
    </message>
    <message>
        <source>Revert %1</source>
        <translation>%1 zurücknehmen</translation>
    </message>
    <message>
        <source>Refine</source>
        <translation>Verfeinern</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Feinabstimmen</translation>
    </message>
    <message>
        <source>There is nothing to refine: this needs Gaussians and the footage that they were made from. Import a video and reconstruct it first.</source>
        <translation>Es gibt nichts zu verfeinern: Dafür braucht es Gaussians und die Aufnahmen, aus denen sie entstanden. Zuerst ein Video importieren und rekonstruieren.</translation>
    </message>
    <message>
        <source>There is nothing to fine-tune the model on: this needs a scene that was reconstructed from footage. Import a video and reconstruct it first.</source>
        <translation>Es gibt nichts, woran das Modell angepasst werden könnte: Dafür braucht es eine Szene, die aus Aufnahmen rekonstruiert wurde. Zuerst ein Video importieren und rekonstruieren.</translation>
    </message>
    <message>
        <source>Look after interrupted runs</source>
        <translation>Unterbrochene Läufe prüfen</translation>
    </message>
    <message>
        <source>A refinement of %1 did not come to its end. It can go on from where it stood.</source>
        <translation>Eine Verfeinerung von %1 ist nicht zu Ende gekommen. Sie kann dort weitergehen, wo sie stand.</translation>
    </message>
    <message>
        <source>A fine-tuning on %1 did not come to its end. It can go on from where it stood.</source>
        <translation>Eine Feinabstimmung auf %1 ist nicht zu Ende gekommen. Sie kann dort weitergehen, wo sie stand.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::RenderThread</name>
    <message>
        <source>The computer&apos;s memory is full; close other programs or show fewer Gaussians.</source>
        <translation>Der Arbeitsspeicher ist voll; andere Programme schließen oder weniger Gaussians zeigen.</translation>
    </message>
    <message>
        <source>The picture could not be drawn; please report this.</source>
        <translation>Das Bild konnte nicht gezeichnet werden; bitte melden.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Report</name>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>checkpointing</source>
        <translation>Neuberechnung beim Lernen</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>from</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>gaussians</source>
        <translation>Gaussians</translation>
    </message>
    <message>
        <source>held back</source>
        <translation>selbst zurückgehalten</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>inputs a step</source>
        <translation>Eingaben je Schritt</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>gelernte Werte</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>psnr</source>
        <translation>PSNR</translation>
    </message>
    <message>
        <source>psnr fitted</source>
        <translation>PSNR, Farben angepasst</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>skipped steps</source>
        <translation>übersprungene Schritte</translation>
    </message>
    <message>
        <source>ssim</source>
        <translation>SSIM</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>vorzeitig beendet</translation>
    </message>
    <message>
        <source>targets a step</source>
        <translation>Ziele je Schritt</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>low-rank</source>
        <translation>niedriger Rang</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Selector</name>
    <message>
        <source>The computer&apos;s memory is full; close other programs and select again.</source>
        <translation>Der Arbeitsspeicher ist voll; andere Programme schließen und noch einmal auswählen.</translation>
    </message>
    <message>
        <source>The selection failed; please report this.</source>
        <translation>Die Auswahl ist gescheitert; bitte melden.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Session</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Close this project and begin an empty one</source>
        <translation>Dieses Projekt schließen und ein leeres beginnen</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Open a project or a splat file; videos and images are imported</source>
        <translation>Ein Projekt oder eine Splat-Datei öffnen; Videos und Bilder werden importiert</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the project; only what has changed is written</source>
        <translation>Das Projekt speichern; geschrieben wird nur, was sich geändert hat</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Save the project under another name and go on with that</source>
        <translation>Das Projekt unter einem anderen Namen speichern und damit weitermachen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>Die letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Make the change again that was taken back</source>
        <translation>Die zurückgenommene Änderung noch einmal machen</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Jobs are running</source>
        <translation>Aufgaben laufen noch</translation>
    </message>
    <message>
        <source>Stop what is running?</source>
        <translation>Anhalten, was läuft?</translation>
    </message>
    <message>
        <source>It cannot go on without this project, and its result would be lost: %1.</source>
        <translation>Ohne dieses Projekt kann es nicht weitergehen, und das Ergebnis ginge verloren: %1.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>Laufen lassen</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Save the changes to &quot;%1&quot;?</source>
        <translation>Die Änderungen an „%1“ speichern?</translation>
    </message>
    <message>
        <source>What was not saved is lost for good.</source>
        <translation>Was nicht gespeichert wurde, ist endgültig verloren.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>The project is open elsewhere</source>
        <translation>Das Projekt ist woanders offen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is open in another window of this program. Open a copy of it?</source>
        <translation>„%1“ ist in einem anderen Fenster dieses Programms offen. Eine Kopie davon öffnen?</translation>
    </message>
    <message>
        <source>Two windows that save into one file would overwrite each other&apos;s work.</source>
        <translation>Zwei Fenster, die in eine Datei speichern, würden gegenseitig ihre Arbeit überschreiben.</translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>Unsaved work was found</source>
        <translation>Ungespeicherte Arbeit wurde gefunden</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was autosaved on %2 and not saved since. Recover that?</source>
        <translation>„%1“ wurde am %2 automatisch gesichert und seitdem nicht gespeichert. Das wiederherstellen?</translation>
    </message>
    <message>
        <source>Recovering it has failed before.</source>
        <translation>Es wiederherzustellen ist schon einmal fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Open what was saved</source>
        <translation>Gespeichertes öffnen</translation>
    </message>
    <message>
        <source>Autosave</source>
        <translation>Automatisch sichern</translation>
    </message>
    <message>
        <source>The footage %1 is not where it was. Everything but its pictures is there; say where it is now.</source>
        <translation>Die Aufnahmen %1 sind nicht, wo sie waren. Alles außer ihren Bildern ist da; bitte sagen, wo sie jetzt sind.</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 speichern</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Look for unsaved work</source>
        <translation>Nach ungespeicherter Arbeit sehen</translation>
    </message>
    <message>
        <source>Discard unsaved work</source>
        <translation>Ungespeicherte Arbeit verwerfen</translation>
    </message>
    <message>
        <source>Find footage</source>
        <translation>Aufnahmen suchen</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ShortcutsDialog</name>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search for an action or a key</source>
        <translation>Eine Aktion oder eine Taste suchen</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Kürzel</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>New shortcut</source>
        <translation>Neues Kürzel</translation>
    </message>
    <message>
        <source>Restore all defaults</source>
        <translation>Alle Vorgaben wiederherstellen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has this shortcut and loses it.</source>
        <translation>„%1“ hat dieses Kürzel und verliert es.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::SphereTool</name>
    <message>
        <source>There is nothing under the mouse. Start the ball on something that can be seen.</source>
        <translation>Unter der Maus ist nichts. Die Kugel auf etwas beginnen, das zu sehen ist.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::SplatExportDialog</name>
    <message>
        <source>Export splats</source>
        <translation>Splats exportieren</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>All of space and time</source>
        <translation>Der ganze Raum und die ganze Zeit</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Ein Augenblick</translation>
    </message>
    <message>
        <source>A flip-book of moments</source>
        <translation>Ein Daumenkino aus Augenblicken</translation>
    </message>
    <message>
        <source>PLY</source>
        <translation>PLY</translation>
    </message>
    <message>
        <source>SPZ</source>
        <translation>SPZ</translation>
    </message>
    <message>
        <source> a second</source>
        <translation> je Sekunde</translation>
    </message>
    <message>
        <source>Chronoscope&apos;s 4D Gaussians, or what is seen of them at a moment</source>
        <translation>Die 4D-Gaussians von Chronoscope oder was in einem Augenblick von ihnen zu sehen ist</translation>
    </message>
    <message>
        <source>PLY is read by nearly every program; SPZ files are much smaller</source>
        <translation>PLY lesen fast alle Programme; SPZ-Dateien sind viel kleiner</translation>
    </message>
    <message>
        <source>Scene time</source>
        <translation>Szenenzeit</translation>
    </message>
    <message>
        <source>Scene time of the first file</source>
        <translation>Szenenzeit der ersten Datei</translation>
    </message>
    <message>
        <source>Scene time of the last file</source>
        <translation>Szenenzeit der letzten Datei</translation>
    </message>
    <message>
        <source>Files for each second of scene time</source>
        <translation>Dateien je Sekunde Szenenzeit</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Was</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Moment</source>
        <translation>&amp;Augenblick</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>Mome&amp;nts</source>
        <translation>Au&amp;genblicke</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Write to</source>
        <translation>&amp;Schreiben nach</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <source>SPZ files hold one moment</source>
        <translation>SPZ-Dateien enthalten nur einen Augenblick</translation>
    </message>
    <message>
        <source>There are no splats to export yet. Reconstruct a scene, or show a version that has Gaussians.</source>
        <translation>Noch gibt es keine Splats zu exportieren. Eine Szene rekonstruieren oder eine Version zeigen, die Gaussians hat.</translation>
    </message>
    <message>
        <source>Every splat, as any program reads it.</source>
        <translation>Jeder Splat, wie ihn jedes Programm liest.</translation>
    </message>
    <message>
        <source>Everything, for Chronoscope: other programs do not know time in PLY files.</source>
        <translation>Alles, für Chronoscope: Andere Programme kennen keine Zeit in PLY-Dateien.</translation>
    </message>
    <message>
        <source>What is seen then, as any program reads it.</source>
        <translation>Was dann zu sehen ist, wie es jedes Programm liest.</translation>
    </message>
    <message>
        <source>The last moment lies before the first.</source>
        <translation>Der letzte Augenblick liegt vor dem ersten.</translation>
    </message>
    <message>
        <source>The folder %1 with %2 files, one a moment.</source>
        <translation>Der Ordner %1 mit %2 Dateien, eine je Augenblick.</translation>
    </message>
    <message>
        <source>Export splats to</source>
        <translation>Splats exportieren nach</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>Der Datei einen Namen geben.</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>%1 ersetzen?</translation>
    </message>
    <message>
        <source>There is a file of this name already. It stays until the export is complete.</source>
        <translation>Eine Datei dieses Namens gibt es schon. Sie bleibt, bis der Export vollständig ist.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::StatisticsCache</name>
    <message>
        <source>Counting Gaussians</source>
        <translation>Gaussians werden gezählt</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::StatusLine</name>
    <message>
        <source>The device that draws, and how scenes of running jobs reach it</source>
        <translation>Das Gerät, das zeichnet, und wie Szenen laufender Aufgaben dorthin kommen</translation>
    </message>
    <message>
        <source>Time of the last frame, and the size at which it was drawn</source>
        <translation>Dauer des letzten Bilds und die Größe, in der es gezeichnet wurde</translation>
    </message>
    <message>
        <source>Gaussians that are alive at this moment, of all in the scene</source>
        <translation>Gaussians, die in diesem Augenblick am Leben sind, von allen der Szene</translation>
    </message>
    <message>
        <source>Memory of the device that the viewport takes</source>
        <translation>Speicher des Geräts, den die Ansicht belegt</translation>
    </message>
    <message>
        <source>When the project was last kept safe, by saving or by itself</source>
        <translation>Wann das Projekt zuletzt in Sicherheit gebracht wurde, durch Speichern oder von selbst</translation>
    </message>
    <message>
        <source>%1 ms at %2 × %3</source>
        <translation>%1 ms bei %2 × %3</translation>
    </message>
    <message>
        <source>%1 of %2 Gaussians</source>
        <translation>%1 von %2 Gaussians</translation>
    </message>
    <message numerus="yes">
        <source>kept %n s ago</source>
        <translation>
            <numerusform>vor %n s gesichert</numerusform>
            <numerusform>vor %n s gesichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>kept %n min ago</source>
        <translation>
            <numerusform>vor %n min gesichert</numerusform>
            <numerusform>vor %n min gesichert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Thumbnails</name>
    <message>
        <source>Thumbnails</source>
        <translation>Vorschaubilder</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TimecodeField</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TimelineCommands</name>
    <message>
        <source>Delete key</source>
        <translation>Schlüssel löschen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n keys</source>
        <translation>
            <numerusform>%n Schlüssel löschen</numerusform>
            <numerusform>%n Schlüssel löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Paste keys</source>
        <translation>Schlüssel einfügen</translation>
    </message>
    <message>
        <source>Duplicate keys</source>
        <translation>Schlüssel duplizieren</translation>
    </message>
    <message>
        <source>Move keys</source>
        <translation>Schlüssel verschieben</translation>
    </message>
    <message>
        <source>Change scene time</source>
        <translation>Szenenzeit ändern</translation>
    </message>
    <message>
        <source>Add camera key</source>
        <translation>Kameraschlüssel setzen</translation>
    </message>
    <message>
        <source>Add time key</source>
        <translation>Zeitschlüssel setzen</translation>
    </message>
    <message>
        <source>Add marker</source>
        <translation>Marke setzen</translation>
    </message>
    <message>
        <source>Marker %1</source>
        <translation>Marke %1</translation>
    </message>
    <message>
        <source>Change easing</source>
        <translation>Übergang ändern</translation>
    </message>
    <message>
        <source>Change interpolation</source>
        <translation>Interpolation ändern</translation>
    </message>
    <message>
        <source>Automatic handles</source>
        <translation>Automatische Anfasser</translation>
    </message>
    <message>
        <source>Change what follows the last key</source>
        <translation>Ändern, was dem letzten Schlüssel folgt</translation>
    </message>
    <message>
        <source>Freeze time</source>
        <translation>Zeit anhalten</translation>
    </message>
    <message>
        <source>Ramp time</source>
        <translation>Zeitrampe</translation>
    </message>
    <message>
        <source>Change speed</source>
        <translation>Geschwindigkeit ändern</translation>
    </message>
    <message>
        <source>Reverse time</source>
        <translation>Zeit umkehren</translation>
    </message>
    <message>
        <source>Play as filmed</source>
        <translation>Abspielen wie gefilmt</translation>
    </message>
    <message>
        <source>Delete camera track</source>
        <translation>Kameraspur löschen</translation>
    </message>
    <message>
        <source>Steady camera</source>
        <translation>Kamera beruhigen</translation>
    </message>
    <message>
        <source>Set in point</source>
        <translation>In-Punkt setzen</translation>
    </message>
    <message>
        <source>Set out point</source>
        <translation>Out-Punkt setzen</translation>
    </message>
    <message>
        <source>Play the whole length</source>
        <translation>Die ganze Länge abspielen</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TimelineInteraction</name>
    <message>
        <source>Move in point</source>
        <translation>In-Punkt verschieben</translation>
    </message>
    <message>
        <source>Move out point</source>
        <translation>Out-Punkt verschieben</translation>
    </message>
    <message>
        <source>Move in and out</source>
        <translation>In und Out verschieben</translation>
    </message>
    <message>
        <source>Move keys</source>
        <translation>Schlüssel verschieben</translation>
    </message>
    <message>
        <source>Move key</source>
        <translation>Schlüssel verschieben</translation>
    </message>
    <message>
        <source>Drag handle</source>
        <translation>Anfasser ziehen</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TimelinePanel</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Animation</source>
        <translation>Animation</translation>
    </message>
    <message>
        <source>Key camera</source>
        <translation>Kamera als Schlüssel setzen</translation>
    </message>
    <message>
        <source>Puts a camera key with the view on screen at the playhead.</source>
        <translation>Setzt am Abspielkopf einen Kameraschlüssel mit der Ansicht auf dem Bildschirm.</translation>
    </message>
    <message>
        <source>Key scene time</source>
        <translation>Szenenzeit als Schlüssel setzen</translation>
    </message>
    <message>
        <source>Puts a key with the moment on screen at the playhead.</source>
        <translation>Setzt am Abspielkopf einen Schlüssel mit dem Augenblick auf dem Bildschirm.</translation>
    </message>
    <message>
        <source>Auto-key</source>
        <translation>Auto-Schlüssel</translation>
    </message>
    <message>
        <source>Every orbit and every scrub on the pad makes a key at the playhead.</source>
        <translation>Jedes Drehen der Ansicht und jedes Suchen im Feld setzt einen Schlüssel am Abspielkopf.</translation>
    </message>
    <message>
        <source>Add marker</source>
        <translation>Marke setzen</translation>
    </message>
    <message>
        <source>Puts a marker at the playhead.</source>
        <translation>Setzt eine Marke am Abspielkopf.</translation>
    </message>
    <message>
        <source>Set in point</source>
        <translation>In-Punkt setzen</translation>
    </message>
    <message>
        <source>Playback and export begin at the playhead.</source>
        <translation>Wiedergabe und Export beginnen am Abspielkopf.</translation>
    </message>
    <message>
        <source>Set out point</source>
        <translation>Out-Punkt setzen</translation>
    </message>
    <message>
        <source>Playback and export end at the playhead.</source>
        <translation>Wiedergabe und Export enden am Abspielkopf.</translation>
    </message>
    <message>
        <source>Play the whole length</source>
        <translation>Die ganze Länge abspielen</translation>
    </message>
    <message>
        <source>Takes in and out points back to the ends.</source>
        <translation>Bringt In- und Out-Punkt an die Enden zurück.</translation>
    </message>
    <message>
        <source>Snapping</source>
        <translation>Einrasten</translation>
    </message>
    <message>
        <source>What is dragged comes to rest at frames, keys and markers. Ctrl while dragging: not.</source>
        <translation>Was gezogen wird, rastet an Bildern, Schlüsseln und Marken ein. Mit Strg beim Ziehen: nicht.</translation>
    </message>
    <message>
        <source>Turntable…</source>
        <translation>Drehteller …</translation>
    </message>
    <message>
        <source>The camera goes round the middle of what was filmed.</source>
        <translation>Die Kamera fährt um die Mitte des Gefilmten.</translation>
    </message>
    <message>
        <source>Dolly…</source>
        <translation>Kamerafahrt …</translation>
    </message>
    <message>
        <source>The camera moves straight in, out or aside.</source>
        <translation>Die Kamera fährt gerade hinein, heraus oder zur Seite.</translation>
    </message>
    <message>
        <source>Bullet time…</source>
        <translation>Bullet Time …</translation>
    </message>
    <message>
        <source>Time stands still while the camera moves on an arc.</source>
        <translation>Die Zeit steht still, während die Kamera einen Bogen fährt.</translation>
    </message>
    <message>
        <source>Replay a capture camera…</source>
        <translation>Gefilmte Kamera nachfahren …</translation>
    </message>
    <message>
        <source>The camera moves as one that filmed.</source>
        <translation>Die Kamera bewegt sich wie eine, die gefilmt hat.</translation>
    </message>
    <message>
        <source>Hand-held shake…</source>
        <translation>Verwacklung aus der Hand …</translation>
    </message>
    <message>
        <source>The camera trembles as if it were held in the hand.</source>
        <translation>Die Kamera zittert, als würde sie in der Hand gehalten.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Snap</source>
        <translation>Einrasten</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Moves that are made often, as ordinary keys.</source>
        <translation>Häufige Bewegungen, als gewöhnliche Schlüssel.</translation>
    </message>
    <message>
        <source>−</source>
        <translation>−</translation>
    </message>
    <message>
        <source>Shows more of the clip (-, or Ctrl+wheel).</source>
        <translation>Zeigt mehr vom Clip (- oder Strg+Mausrad).</translation>
    </message>
    <message>
        <source>+</source>
        <translation>+</translation>
    </message>
    <message>
        <source>Shows less of the clip, larger (+, or Ctrl+wheel).</source>
        <translation>Zeigt weniger vom Clip, größer (+ oder Strg+Mausrad).</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Shows the whole clip (F in the timeline).</source>
        <translation>Zeigt den ganzen Clip (F in der Zeitleiste).</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Markers, camera keys and scene-time keys over clip time.</source>
        <translation>Marken, Kameraschlüssel und Szenenzeit-Schlüssel über der Clipzeit.</translation>
    </message>
    <message>
        <source>Scene time</source>
        <translation>Szenenzeit</translation>
    </message>
    <message>
        <source>Markers</source>
        <translation>Marken</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ToolSet</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source> Shift adds, Ctrl takes away, both together keep what is in both; Alt orbits.</source>
        <translation> Umschalt fügt hinzu, Strg nimmt weg, beide zusammen behalten, was in beidem liegt; Alt umkreist.</translation>
    </message>
    <message>
        <source>Navigate</source>
        <translation>Navigieren</translation>
    </message>
    <message>
        <source>The mouse moves the camera and nothing else</source>
        <translation>Die Maus bewegt die Kamera und sonst nichts</translation>
    </message>
    <message>
        <source>Box select</source>
        <translation>Rechteckauswahl</translation>
    </message>
    <message>
        <source>Selects the Gaussians under a rectangle.</source>
        <translation>Wählt die Gaussians unter einem Rechteck aus.</translation>
    </message>
    <message>
        <source>Lasso select</source>
        <translation>Lassoauswahl</translation>
    </message>
    <message>
        <source>Selects the Gaussians that a line runs around.</source>
        <translation>Wählt die Gaussians aus, um die eine Linie läuft.</translation>
    </message>
    <message>
        <source>Brush select</source>
        <translation>Pinselauswahl</translation>
    </message>
    <message>
        <source>Selects the Gaussians that are painted over; [ and ] change its size.</source>
        <translation>Wählt die Gaussians aus, die übermalt werden; [ und ] ändern die Größe des Pinsels.</translation>
    </message>
    <message>
        <source>Sphere select</source>
        <translation>Kugelauswahl</translation>
    </message>
    <message>
        <source>Selects the Gaussians in a ball: press on its middle and drag.</source>
        <translation>Wählt die Gaussians in einer Kugel aus: auf ihre Mitte drücken und ziehen.</translation>
    </message>
    <message>
        <source>Crop box</source>
        <translation>Zuschneidequader</translation>
    </message>
    <message>
        <source>A box in the scene: keep what is in it, or cut it out</source>
        <translation>Ein Quader in der Szene: behalten, was darin ist, oder es herausschneiden</translation>
    </message>
    <message>
        <source>Move the scene</source>
        <translation>Szene verschieben</translation>
    </message>
    <message>
        <source>Handles that move, turn and scale the whole scene</source>
        <translation>Anfasser, die die ganze Szene verschieben, drehen und skalieren</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Two clicks give a distance; its true length gives the scene its scale</source>
        <translation>Zwei Klicks ergeben einen Abstand; seine wahre Länge gibt der Szene ihren Maßstab</translation>
    </message>
    <message>
        <source>Set the ground</source>
        <translation>Boden festlegen</translation>
    </message>
    <message>
        <source>Three clicks on the ground say where up is</source>
        <translation>Drei Klicks auf den Boden sagen, wo oben ist</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Selects all Gaussians</source>
        <translation>Wählt alle Gaussians aus</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>Nichts auswählen</translation>
    </message>
    <message>
        <source>Selects no Gaussians</source>
        <translation>Wählt keine Gaussians aus</translation>
    </message>
    <message>
        <source>Invert selection</source>
        <translation>Auswahl umkehren</translation>
    </message>
    <message>
        <source>Selects the Gaussians that are not selected</source>
        <translation>Wählt die Gaussians aus, die nicht ausgewählt sind</translation>
    </message>
    <message>
        <source>Delete selected</source>
        <translation>Ausgewählte löschen</translation>
    </message>
    <message>
        <source>Deletes the selected Gaussians, for their whole life or in the selected time</source>
        <translation>Löscht die ausgewählten Gaussians, für ihr ganzes Leben oder in der gewählten Zeit</translation>
    </message>
    <message>
        <source>Hide selected</source>
        <translation>Ausgewählte ausblenden</translation>
    </message>
    <message>
        <source>Hides the selected Gaussians until they are shown again</source>
        <translation>Blendet die ausgewählten Gaussians aus, bis sie wieder gezeigt werden</translation>
    </message>
    <message>
        <source>Show hidden</source>
        <translation>Ausgeblendete zeigen</translation>
    </message>
    <message>
        <source>Shows all Gaussians that were hidden</source>
        <translation>Zeigt alle Gaussians, die ausgeblendet waren</translation>
    </message>
    <message>
        <source>Make a version of the edits</source>
        <translation>Aus den Eingriffen eine Version machen</translation>
    </message>
    <message>
        <source>The scene with all its edits as a version of its own, to refine and export</source>
        <translation>Die Szene mit allen Eingriffen als eigene Version, zum Verfeinern und Exportieren</translation>
    </message>
    <message>
        <source>No Gaussians are selected. Draw around some first: B for a box, Y for a lasso, P for a brush.</source>
        <translation>Keine Gaussians sind ausgewählt. Zuerst welche umfahren: B für ein Rechteck, Y für ein Lasso, P für einen Pinsel.</translation>
    </message>
    <message>
        <source>Delete Gaussians</source>
        <translation>Gaussians löschen</translation>
    </message>
    <message>
        <source>Hide Gaussians</source>
        <translation>Gaussians ausblenden</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TransportBar</name>
    <message>
        <source>Playback</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Play / pause</source>
        <translation>Abspielen / Pause</translation>
    </message>
    <message>
        <source>Plays the clip between in and out at real time.</source>
        <translation>Spielt den Clip zwischen In und Out in Echtzeit ab.</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>One frame of the clip back.</source>
        <translation>Ein Bild des Clips zurück.</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>One frame of the clip on.</source>
        <translation>Ein Bild des Clips weiter.</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>Zehn Bilder zurück</translation>
    </message>
    <message>
        <source>Ten frames of the clip back.</source>
        <translation>Zehn Bilder des Clips zurück.</translation>
    </message>
    <message>
        <source>Ten frames on</source>
        <translation>Zehn Bilder weiter</translation>
    </message>
    <message>
        <source>Ten frames of the clip on.</source>
        <translation>Zehn Bilder des Clips weiter.</translation>
    </message>
    <message>
        <source>Go to the in point</source>
        <translation>Zum In-Punkt gehen</translation>
    </message>
    <message>
        <source>To where the clip begins.</source>
        <translation>Dorthin, wo der Clip beginnt.</translation>
    </message>
    <message>
        <source>Go to the last frame</source>
        <translation>Zum letzten Bild gehen</translation>
    </message>
    <message>
        <source>To the last frame that is played and exported.</source>
        <translation>Zum letzten Bild, das abgespielt und exportiert wird.</translation>
    </message>
    <message>
        <source>Previous filmed moment</source>
        <translation>Voriger gefilmter Augenblick</translation>
    </message>
    <message>
        <source>Scene time to the last moment before that was filmed. The clip stays.</source>
        <translation>Szenenzeit zum letzten gefilmten Augenblick davor. Der Clip bleibt.</translation>
    </message>
    <message>
        <source>Next filmed moment</source>
        <translation>Nächster gefilmter Augenblick</translation>
    </message>
    <message>
        <source>Scene time to the next moment that was filmed. The clip stays.</source>
        <translation>Szenenzeit zum nächsten gefilmten Augenblick. Der Clip bleibt.</translation>
    </message>
    <message>
        <source>Change loop mode</source>
        <translation>Wiederholung ändern</translation>
    </message>
    <message>
        <source>Once, in a loop, or to and fro.</source>
        <translation>Einmal, in einer Schleife oder hin und her.</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Einmal</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Ping-pong</source>
        <translation>Hin und her</translation>
    </message>
    <message>
        <source>What playback does at the end (L).</source>
        <translation>Was die Wiedergabe am Ende tut (L).</translation>
    </message>
    <message>
        <source>Loop mode</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>×%1</source>
        <translation>×%1</translation>
    </message>
    <message>
        <source>Speed of playback in this window. It does not change the clip.</source>
        <translation>Geschwindigkeit der Wiedergabe in diesem Fenster. Den Clip ändert sie nicht.</translation>
    </message>
    <message>
        <source>Playback speed</source>
        <translation>Wiedergabegeschwindigkeit</translation>
    </message>
    <message>
        <source>Frames that were left out so that playback keeps its time.</source>
        <translation>Bilder, die ausgelassen wurden, damit die Wiedergabe im Takt bleibt.</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Where the playhead stands: seconds:frames. Also &quot;75f&quot; or plain seconds.</source>
        <translation>Wo der Abspielkopf steht: Sekunden:Bilder. Auch „75f“ oder einfach Sekunden.</translation>
    </message>
    <message>
        <source>of</source>
        <translation>von</translation>
    </message>
    <message>
        <source>Length of the clip.</source>
        <translation>Länge des Clips.</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <source>The moment of the filmed event that is shown. Typing here leaves the clip&apos;s own time until the playhead moves.</source>
        <translation>Der Augenblick des gefilmten Geschehens, der gezeigt wird. Wer hier tippt, verlässt die Zeit des Clips, bis der Abspielkopf sich bewegt.</translation>
    </message>
    <message>
        <source> fps</source>
        <translation> fps</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>Frames a second of the clip. Scene time between filmed frames is reconstructed.</source>
        <translation>Bilder je Sekunde des Clips. Szenenzeit zwischen gefilmten Bildern wird rekonstruiert.</translation>
    </message>
    <message>
        <source>Change length</source>
        <translation>Länge ändern</translation>
    </message>
    <message>
        <source>Change frame rate</source>
        <translation>Bildrate ändern</translation>
    </message>
    <message numerus="yes">
        <source>dropped %n</source>
        <translation>
            <numerusform>%n ausgelassen</numerusform>
            <numerusform>%n ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no capture in this project, so there are no filmed moments to go to.</source>
        <translation>In diesem Projekt ist keine Aufnahme, also gibt es keine gefilmten Augenblicke, zu denen man gehen könnte.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ViewActions</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Splats</source>
        <translation>Splats</translation>
    </message>
    <message>
        <source>Show the scene&apos;s Gaussians</source>
        <translation>Die Gaussians der Szene zeigen</translation>
    </message>
    <message>
        <source>Neural</source>
        <translation>Neuronal</translation>
    </message>
    <message>
        <source>Show what the model&apos;s image decoder makes of the view: slower, and softer or sharper than the Gaussians</source>
        <translation>Zeigen, was der Bilddecoder des Modells aus der Ansicht macht: langsamer und weicher oder schärfer als die Gaussians</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Show the filmed frame that is nearest to the view</source>
        <translation>Das gefilmte Bild zeigen, das der Ansicht am nächsten ist</translation>
    </message>
    <message>
        <source>Splats / neural</source>
        <translation>Splats / neuronal</translation>
    </message>
    <message>
        <source>Switch between Gaussians and the neural view</source>
        <translation>Zwischen Gaussians und neuronaler Ansicht wechseln</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Show colours</source>
        <translation>Farben zeigen</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Show how far away things are, near to far</source>
        <translation>Zeigen, wie weit die Dinge entfernt sind, von nah bis fern</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Deckung</translation>
    </message>
    <message>
        <source>Show how much of each pixel is covered</source>
        <translation>Zeigen, wie viel von jedem Bildpunkt bedeckt ist</translation>
    </message>
    <message>
        <source>Overdraw</source>
        <translation>Überzeichnung</translation>
    </message>
    <message>
        <source>Show how many Gaussians were blended in each pixel: what costs time</source>
        <translation>Zeigen, wie viele Gaussians in jedem Bildpunkt gemischt wurden: was Zeit kostet</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Zuverlässigkeit</translation>
    </message>
    <message>
        <source>Show how near the view is to what was filmed: where it is dark, the picture is invented</source>
        <translation>Zeigen, wie nah die Ansicht an dem ist, was gefilmt wurde: Wo es dunkel ist, ist das Bild erfunden</translation>
    </message>
    <message>
        <source>Frame all</source>
        <translation>Alles einpassen</translation>
    </message>
    <message>
        <source>Show the whole scene from this side</source>
        <translation>Die ganze Szene von dieser Seite zeigen</translation>
    </message>
    <message>
        <source>Frame selection</source>
        <translation>Auswahl einpassen</translation>
    </message>
    <message>
        <source>Show what is selected from near; all where nothing is</source>
        <translation>Das Ausgewählte aus der Nähe zeigen; alles, wo nichts ausgewählt ist</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Ausgangsansicht</translation>
    </message>
    <message>
        <source>Back to the filmed view</source>
        <translation>Zurück zur gefilmten Ansicht</translation>
    </message>
    <message>
        <source>Through the capture camera</source>
        <translation>Durch die gefilmte Kamera</translation>
    </message>
    <message>
        <source>Look through the selected camera of the capture, else through the nearest one</source>
        <translation>Durch die ausgewählte Kamera der Aufnahme sehen, sonst durch die nächste</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Vorn</translation>
    </message>
    <message>
        <source>Look from the front</source>
        <translation>Von vorn schauen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Hinten</translation>
    </message>
    <message>
        <source>Look from behind</source>
        <translation>Von hinten schauen</translation>
    </message>
    <message>
        <source>Right side</source>
        <translation>Rechte Seite</translation>
    </message>
    <message>
        <source>Look from the right</source>
        <translation>Von rechts schauen</translation>
    </message>
    <message>
        <source>Left side</source>
        <translation>Linke Seite</translation>
    </message>
    <message>
        <source>Look from the left</source>
        <translation>Von links schauen</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Look from above</source>
        <translation>Von oben schauen</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Look from below</source>
        <translation>Von unten schauen</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>Nach links drehen</translation>
    </message>
    <message>
        <source>Orbit to the left</source>
        <translation>Um die Szene nach links drehen</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>Nach rechts drehen</translation>
    </message>
    <message>
        <source>Orbit to the right</source>
        <translation>Um die Szene nach rechts drehen</translation>
    </message>
    <message>
        <source>Turn up</source>
        <translation>Nach oben drehen</translation>
    </message>
    <message>
        <source>Orbit upwards</source>
        <translation>Um die Szene nach oben drehen</translation>
    </message>
    <message>
        <source>Turn down</source>
        <translation>Nach unten drehen</translation>
    </message>
    <message>
        <source>Orbit downwards</source>
        <translation>Um die Szene nach unten drehen</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>Näher</translation>
    </message>
    <message>
        <source>Move the camera towards the scene</source>
        <translation>Die Kamera auf die Szene zu bewegen</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <source>Move the camera away from the scene</source>
        <translation>Die Kamera von der Szene weg bewegen</translation>
    </message>
    <message>
        <source>Level the horizon</source>
        <translation>Horizont ausrichten</translation>
    </message>
    <message>
        <source>Take the roll out of the camera</source>
        <translation>Das Rollen der Kamera wegnehmen</translation>
    </message>
    <message>
        <source>Up axis from this view</source>
        <translation>Oben aus dieser Ansicht</translation>
    </message>
    <message>
        <source>What is up in the picture is up in the scene from now on</source>
        <translation>Was im Bild oben ist, ist von jetzt an in der Szene oben</translation>
    </message>
    <message>
        <source>Set the up axis</source>
        <translation>Richtung nach oben setzen</translation>
    </message>
    <message>
        <source>Reset the up axis</source>
        <translation>Richtung nach oben zurücksetzen</translation>
    </message>
    <message>
        <source>Up is again what the filming cameras say</source>
        <translation>Oben ist wieder, was die filmenden Kameras sagen</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Show a grid on the ground</source>
        <translation>Ein Raster auf dem Boden zeigen</translation>
    </message>
    <message>
        <source>Show the grid</source>
        <translation>Raster zeigen</translation>
    </message>
    <message>
        <source>Hide the grid</source>
        <translation>Raster ausblenden</translation>
    </message>
    <message>
        <source>Capture cameras</source>
        <translation>Gefilmte Kameras</translation>
    </message>
    <message>
        <source>Show where the filming cameras stood, with what they saw</source>
        <translation>Zeigen, wo die filmenden Kameras standen, mit dem, was sie sahen</translation>
    </message>
    <message>
        <source>Show the capture cameras</source>
        <translation>Gefilmte Kameras zeigen</translation>
    </message>
    <message>
        <source>Hide the capture cameras</source>
        <translation>Gefilmte Kameras ausblenden</translation>
    </message>
    <message>
        <source>Safe frame</source>
        <translation>Sicherer Rahmen</translation>
    </message>
    <message>
        <source>Show what an export with the footage&apos;s aspect ratio will contain</source>
        <translation>Zeigen, was ein Export im Seitenverhältnis der Aufnahmen enthalten wird</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>Schachbrett</translation>
    </message>
    <message>
        <source>Show a checkerboard behind what is transparent</source>
        <translation>Ein Schachbrett hinter dem zeigen, was durchsichtig ist</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Show times, memory and counts over the picture</source>
        <translation>Zeiten, Speicher und Anzahlen über dem Bild zeigen</translation>
    </message>
    <message>
        <source>Compare with the footage</source>
        <translation>Mit den Aufnahmen vergleichen</translation>
    </message>
    <message>
        <source>The scene beside the nearest filmed frame, from its own view; drag the line between them</source>
        <translation>Die Szene neben dem nächsten gefilmten Bild, aus dessen Ansicht; die Linie dazwischen lässt sich ziehen</translation>
    </message>
    <message>
        <source>Difference to the footage</source>
        <translation>Unterschied zu den Aufnahmen</translation>
    </message>
    <message>
        <source>Where the scene and the nearest filmed frame differ, brightened</source>
        <translation>Wo sich die Szene und das nächste gefilmte Bild unterscheiden, aufgehellt</translation>
    </message>
    <message>
        <source>Compare with the version before</source>
        <translation>Mit der Version davor vergleichen</translation>
    </message>
    <message>
        <source>This version beside the one before it; drag the line between them</source>
        <translation>Diese Version neben der vorigen; die Linie dazwischen lässt sich ziehen</translation>
    </message>
    <message>
        <source>Swap sides (A/B)</source>
        <translation>Seiten tauschen (A/B)</translation>
    </message>
    <message>
        <source>One side of the comparison in the whole picture, then the other</source>
        <translation>Eine Seite des Vergleichs im ganzen Bild, dann die andere</translation>
    </message>
    <message>
        <source>Mouse: standard</source>
        <translation>Maus: Standard</translation>
    </message>
    <message>
        <source>Left button orbits, middle pans, right or wheel goes nearer</source>
        <translation>Linke Taste dreht, mittlere verschiebt, rechte oder Mausrad geht näher</translation>
    </message>
    <message>
        <source>Mouse: as in Blender</source>
        <translation>Maus: wie in Blender</translation>
    </message>
    <message>
        <source>Middle button orbits, with Shift pans, with Ctrl goes nearer</source>
        <translation>Mittlere Taste dreht, verschiebt mit Umschalt, geht mit Strg näher</translation>
    </message>
    <message>
        <source>Mouse: as in Maya</source>
        <translation>Maus: wie in Maya</translation>
    </message>
    <message>
        <source>Alt with left, middle and right button orbits, pans, goes nearer</source>
        <translation>Alt mit linker, mittlerer und rechter Taste dreht, verschiebt, geht näher</translation>
    </message>
    <message>
        <source>Trackball</source>
        <translation>Trackball</translation>
    </message>
    <message>
        <source>Orbit freely, without a horizon</source>
        <translation>Frei drehen, ohne Horizont</translation>
    </message>
    <message>
        <source>There is no filmed camera to look through. Import footage with poses first.</source>
        <translation>Es gibt keine gefilmte Kamera, durch die man sehen könnte. Zuerst Aufnahmen mit Posen importieren.</translation>
    </message>
    <message>
        <source>There is only one version. Refine the scene to have another one to compare with.</source>
        <translation>Es gibt nur eine Version. Erst nach dem Verfeinern der Szene gibt es eine zweite zum Vergleichen.</translation>
    </message>
    <message>
        <source>Far views</source>
        <translation>Ferne Ansichten</translation>
    </message>
    <message>
        <source>Say over the picture when it is far from all that was filmed, and why</source>
        <translation>Über dem Bild sagen, wenn es fern von allem Gefilmten ist, und warum</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ViewState</name>
    <message>
        <source>Key camera</source>
        <translation>Kamera als Schlüssel setzen</translation>
    </message>
    <message>
        <source>Key scene time</source>
        <translation>Szenenzeit als Schlüssel setzen</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ViewportPanel</name>
    <message>
        <source>No picture can be shown here: this needs an X11 display with a Vulkan driver. Start the program on a desktop (or with QT_QPA_PLATFORM=xcb under Wayland). Everything else works, export too.</source>
        <translation>Hier lässt sich kein Bild zeigen: Dazu braucht es eine X11-Anzeige mit Vulkan-Treiber. Das Programm auf einer Arbeitsoberfläche starten (oder mit QT_QPA_PLATFORM=xcb unter Wayland). Alles andere geht, auch der Export.</translation>
    </message>
    <message>
        <source>The graphics device stopped working and was started again; nothing is lost.</source>
        <translation>Das Grafikgerät blieb stehen und wurde neu gestartet; nichts ist verloren.</translation>
    </message>
    <message>
        <source>memory shared with CUDA</source>
        <translation>Speicher mit CUDA geteilt</translation>
    </message>
    <message>
        <source>copied through the host</source>
        <translation>über den Hauptspeicher kopiert</translation>
    </message>
    <message>
        <source>There is room for about %1 of its Gaussians.</source>
        <translation>Platz ist für etwa %1 ihrer Gaussians.</translation>
    </message>
    <message>
        <source>Show %1 Gaussians</source>
        <translation>%1 Gaussians zeigen</translation>
    </message>
    <message>
        <source>Loading the model ...</source>
        <translation>Das Modell wird geladen …</translation>
    </message>
    <message>
        <source>Drop a video here, or File &gt; Import</source>
        <translation>Ein Video hierher ziehen oder Datei &gt; Importieren</translation>
    </message>
    <message>
        <source>This version has no neural view; its Gaussians are shown</source>
        <translation>Diese Version hat keine neuronale Ansicht; gezeigt werden ihre Gaussians</translation>
    </message>
    <message>
        <source>There is no footage in this project</source>
        <translation>In diesem Projekt sind keine Aufnahmen</translation>
    </message>
    <message>
        <source>%1, frame %2</source>
        <translation>%1, Bild %2</translation>
    </message>
    <message>
        <source>%1 | %2</source>
        <translation>%1 | %2</translation>
    </message>
    <message>
        <source>   PSNR %1 dB</source>
        <translation>   PSNR %1 dB</translation>
    </message>
    <message>
        <source>Peak signal-to-noise ratio between both sides: higher is more alike</source>
        <translation>Störabstand (PSNR) zwischen beiden Seiten: höher ist ähnlicher</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ViewportRenderer</name>
    <message>
        <source>Nothing is shown yet, so there is no picture to take. Open or import a scene first.</source>
        <translation>Noch wird nichts gezeigt, es gibt also kein Bild aufzunehmen. Zuerst eine Szene öffnen oder importieren.</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ViewportToolBar</name>
    <message>
        <source>Whole life</source>
        <translation>Ganzes Leben</translation>
    </message>
    <message>
        <source>This moment</source>
        <translation>Dieser Augenblick</translation>
    </message>
    <message>
        <source>In to out</source>
        <translation>In bis Out</translation>
    </message>
    <message>
        <source>When a Gaussian has to be in what is drawn, and when it is deleted or hidden: now, and for ever; around the moment that is shown; in what the clip shows between in and out</source>
        <translation>Wann ein Gaussian im Gezeichneten liegen muss und wann er gelöscht oder ausgeblendet wird: jetzt, und für immer; um den gezeigten Augenblick herum; in dem, was der Clip zwischen In und Out zeigt</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>On both sides of the moment</source>
        <translation>Zu beiden Seiten des Augenblicks</translation>
    </message>
    <message>
        <source>Visible only</source>
        <translation>Nur Sichtbares</translation>
    </message>
    <message>
        <source>Leaves alone what is hidden behind something</source>
        <translation>Lässt in Ruhe, was hinter etwas verborgen ist</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Radius of the brush; [ and ] change it, too</source>
        <translation>Radius des Pinsels; [ und ] ändern ihn ebenfalls</translation>
    </message>
    <message>
        <source>Radius </source>
        <translation>Radius </translation>
    </message>
    <message>
        <source>Keep inside</source>
        <translation>Inneres behalten</translation>
    </message>
    <message>
        <source>Crops away all that is outside of the box (Enter)</source>
        <translation>Schneidet alles weg, was außerhalb des Quaders liegt (Eingabetaste)</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>Herausschneiden</translation>
    </message>
    <message>
        <source>Crops away all that is in the box</source>
        <translation>Schneidet alles weg, was im Quader liegt</translation>
    </message>
    <message>
        <source>Fit again</source>
        <translation>Neu anpassen</translation>
    </message>
    <message>
        <source>The box goes around the selection, or the scene</source>
        <translation>Der Quader legt sich um die Auswahl oder um die Szene</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>What the distance is in truth; the scene is scaled to it</source>
        <translation>Wie lang der Abstand in Wahrheit ist; die Szene wird danach skaliert</translation>
    </message>
    <message>
        <source>Click three points of the ground</source>
        <translation>Drei Punkte des Bodens anklicken</translation>
    </message>
    <message>
        <source>Drag an arrow, a ring&apos;s knob, or the middle to scale</source>
        <translation>Einen Pfeil oder den Knopf eines Rings ziehen, oder die Mitte, um zu skalieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>Deleted and hidden for their whole life</source>
        <translation>Für ihr ganzes Leben gelöscht und ausgeblendet</translation>
    </message>
    <message>
        <source>Deleted and hidden from %1 s to %2 s</source>
        <translation>Von %1 s bis %2 s gelöscht und ausgeblendet</translation>
    </message>
    <message>
        <source>Distance %1. In truth:</source>
        <translation>Abstand %1. In Wahrheit:</translation>
    </message>
    <message>
        <source>Click the second point</source>
        <translation>Den zweiten Punkt anklicken</translation>
    </message>
    <message>
        <source>Click two points of the scene</source>
        <translation>Zwei Punkte der Szene anklicken</translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Workspace</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
</TS>
