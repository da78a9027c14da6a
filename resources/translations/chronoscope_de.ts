<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>KeyNames</name>
    <message>
        <source>Linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth through the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ease in (from standstill)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ease out (to standstill)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ease in and out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold (cut)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear (one speed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth (with handles)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold (jump at the next key)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the last moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ping-pong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Turns videos into 4D scenes: look from anywhere, at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure how quickly the viewport answers a drag, and print it as JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn Vulkan&apos;s validation layers on (slow).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects, splat files or footage.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OverlayFigures</name>
    <message>
        <source>Frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 x %2 of %3 x %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PSNR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaussians</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alive now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drawn in parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graphics memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Viewport</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PadPainter</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no camera path yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one camera that stood still</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>camera along the filmed path →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>camera along the row of cameras →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>camera along the keyed path →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The view-time pad: across is where the camera stands, upwards is the moment of the event. Import a video, or key the camera (K), and drag here to see any moment from any place.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeTrack</name>
    <message>
        <source>⌀ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (freeze)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (reverse)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineMenu</name>
    <message>
        <source>Edit numbers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact values of this key. A double click does the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add marker here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add camera key here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add time key here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the moment that was clicked, without changing what is seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Easing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the hand-held shake away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera moves steadily through its keys again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the camera track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clip is filmed with the free camera again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected part, the way between two keys, or in to out, plays backwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play as filmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes all time keys away: the event runs at its own speed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time stands still; what follows comes later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the moment stands still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ramp from here to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The speed changes evenly up to the next key (or the out point) and stays so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ramp time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 % as filmed, 0 % frozen, negative backwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slower or faster than now; what follows comes later or earlier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic handles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes handles that were dragged back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the last key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelinePainter</name>
    <message>
        <source>Free camera. Press K to key the view at the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera, hand-held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineTips</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to move it (Ctrl: without snapping). Double click or Enter: exact numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marker &quot;%1&quot; at %2.
%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera key at %1: %2, then %3.
%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At %1 the clip shows scene time %2.
Up and down changes the moment that is shown, left and right when (Shift: only one of them). Double click or Enter: exact numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markers. Press M to set one at the playhead, or double click here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clip is filmed with the free camera: what the viewport shows.
Press K to key it at the playhead, or take a preset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera track. Drag a box to select keys (Shift: more), double click to add one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At %1 the clip shows scene time %2, at %3 of the event&apos;s own speed.
Double click adds a key. Right click: freeze, ramp, reverse, loop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Played and exported: %1 to %2. Drag to move it, double click for the whole length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In point, %1. Drag it, or press I at the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out point, %1. Drag it, or press O at the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip time, seconds:frames. Drag to scrub (Ctrl: between frames too). Ctrl+wheel zooms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Click for another easing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed at the key: %1. Drag to change it on both sides, with Shift only on this one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop</name>
    <message>
        <source>Look at footage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import footage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try with less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconstruct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconstruct %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 frames read in %2 s on %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PSNR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refine %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepare the sample scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change camera key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change time key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focal length on a 36 × 24 mm picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the next key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Straight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth, without stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ease in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ease out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ease in and out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene-time key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed after it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 % is as filmed, 0 % frozen, less than nothing backwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Footage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A grid on the ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cameras that filmed it, as small pyramids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Behind what is transparent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The direction that is up, in the footage&apos;s world; View &gt; Up from view sets it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Principal point, pixels from the upper left corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angle of view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1° across</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no distortion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>distortion is undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no poses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stands still</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 frames a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the camera, in the footage&apos;s world</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera and the moment of this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaussians</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>static</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moves in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spherical harmonics of degree %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames that are only compared with, never learned from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change prop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of the model&apos;s animations is played; -1: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene time at which it begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> ×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>their whole life</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s to %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> from %1 s to %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Gaussians</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Gaussians deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Gaussians hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cropped to a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A box cut out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes with the next start of the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;System&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Autosave</name>
    <message>
        <source>Autosave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project cannot be autosaved: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::CapturePanel</name>
    <message>
        <source>Footage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Props</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add &amp;prop…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts a model (glTF, OBJ, FBX) into the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add props</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (*.glb *.gltf *.obj *.fbx);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the version after the one that is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a video on the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1  ·  %n frame(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Double click: look through this camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  ·  read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  ·  held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconstruct to see one here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene &gt; Add prop puts a model here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deletions, crops and moves are listed here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its menu takes it out again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change prop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with what is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate prop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove prop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove version</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ConsolePanel</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which messages are shown; all are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected messages, or all that are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save log…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write all messages to a file, for a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget all messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::CurveView</name>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Docks</name>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Document</name>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Duration</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::FirstStartDialog</name>
    <message>
        <source>Chronoscope: first start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chronoscope computes with LibTorch, which is fetched once: a download of 2.1 GB, 4 GB on disk. It goes into your own cache folder; nothing else on this computer is touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be run: %2. Install the package chronoscope again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching stopped without saying why (code %1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LibTorch could not be fetched. What is there already is kept: trying again goes on from it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::JobRow</name>
    <message>
        <source>Show the picture, curves and log of this job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop this job; the project stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the same job again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this job off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the jobs before it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled; nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::JobsPanel</name>
    <message>
        <source>Nothing is running.

Reconstructions, refinements and exports show up here: how far they are, how long they will take, and the picture so far. The window can be used meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take all jobs off the list that have ended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::KeyEditor</name>
    <message>
        <source>Marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene-time key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it stands in the clip: seconds:frames, &quot;75f&quot; for frames, or plain seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the camera stands, in units of the capture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position X</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position Y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it points round the horizon; more is to the right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far it points above the horizon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far it leans; 0 keeps the horizon level.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a lens on a 36 x 24 mm picture: less is wider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angle of view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the picture&apos;s lower to its upper edge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Easing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the camera travels from this key to the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The moment of the filmed event that is shown there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How scene time runs from this key to the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen so that the curve never leaves the range of its keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the event as the curve comes to the key: 100 % as filmed, 0 % frozen, negative backwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the event as the curve leaves the key: 100 % as filmed, 0 % frozen, negative backwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the timeline shows beside the marker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of its flag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::MainWindow</name>
    <message>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cameras, frames, versions, props and edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is selected, in numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Long work: how far it is, and how to stop it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View and time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any view at any time, by one drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the clip shows: camera and scene time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that the program said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the program; asks where something would be lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import footage…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes a 4D scene of a video, of several, or of a capture with cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Refine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharpens the Gaussians on this machine, for a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hide panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives all the room to the viewport, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts all panels back in their places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole screen for the program, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light panels in place of dark ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists all actions and their keys, and changes them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Chronoscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version, device and libraries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Chronoscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Chronoscope %1&lt;/b&gt;&lt;p&gt;Turns videos into 4D scenes: look from anywhere, at any time.&lt;/p&gt;&lt;p&gt;Qt %2&lt;br&gt;%3&lt;br&gt;%4&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::MessageBanner</name>
    <message>
        <source>Close this message; the console keeps it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::MessageList</name>
    <message>
        <source>info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ModeStrip</name>
    <message>
        <source>Made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the footage or another version beside the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What helps to find one&apos;s way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places to look from, and how the mouse moves the camera</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::NeuralView</name>
    <message>
        <source>Load the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::PadInteraction</name>
    <message>
        <source>Scrub the pad</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::PadPanel</name>
    <message>
        <source>View-time pad</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::PadView</name>
    <message>
        <source>View-time pad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera position along its path across, scene time upwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input frame %1 of %2, filmed at %3 s.
Click to go there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene time %1 s, %2 % along the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence %1 %: how near it is to what was filmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to move camera and time (Shift: one of them). The wheel zooms time. The point is hollow where the camera is off the path.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Popover</name>
    <message>
        <source>%1 Double click on the name: back to the default.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Presets</name>
    <message>
        <source>Turntable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round the middle of what was filmed; negative the other way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the whole move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts from the view that is on screen. Full turns close into a loop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the camera sees it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In units of the capture; offered is a quarter of the way to its middle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A straight move that starts and stops softly, from the view that is on screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bullet time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene time that stands still while the camera moves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the frozen part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play up to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event plays from its start to the frozen moment first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play on after it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event plays on to its end afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay a capture camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project has no filmed camera with a known path. Import a video or a posed capture first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its path becomes the camera track, with its own scene time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filmed path becomes as few keys as keep to it, so that it can be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand-held shake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 is a calm hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another number is another tremor, the same each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lies on top of the camera track: its keys stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shake the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys along %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ProjectReader</name>
    <message>
        <source>Opening the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A version of %1 is not there any more: it was in another file that has changed since. What is left was opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not say what its reconstruction was made from. Reconstruct the scene again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edits of %1 belong to Gaussians that it does not have. They were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the splat file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ProjectStore</name>
    <message>
        <source>%1 is not the footage that the project was made from. Choose the file or folder that was %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The footage %1 was found as %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ProjectWriter</name>
    <message>
        <source>Saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has put a version &quot;%1&quot; into %2. Save under another name, or rename your version.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::PropertyForm</name>
    <message>
        <source>Double click on the name: default</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::QuestionBox</name>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects and splats (*.chrono *.ply *.spz *.splat *.ksplat *.sog *.glb *.gltf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videos and images (*.mp4 *.mov *.mkv *.webm *.avi *.m4v *.jpg *.jpeg *.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save project as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chronoscope projects (*.chrono)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Recovery</name>
    <message>
        <source>Untitled project</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::RecoveryDialog</name>
    <message>
        <source>Recover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the project with the work that was not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open what was saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the project as it was saved last; the unsaved work stays until the project is changed or saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the unsaved work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide at the next start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved work was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chronoscope did not end properly the last time. This is what was not saved:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Autosaved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovering opens the project as it was at the last autosave. The saved file is not changed until you save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program crashed the last time that this was recovered. It may work now; what was saved can be opened as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program crashed %1 times while this was open. Open what was saved, or discard the unsaved work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press once more to delete the unsaved work of &quot;%1&quot;. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Session</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this project and begin an empty one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project or a splat file; videos and images are imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the project; only what has changed is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the project under another name and go on with that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the change again that was taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs are running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop what is running?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot go on without this project, and its result would be lost: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes to &quot;%1&quot;?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was not saved is lost for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project is open elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is open in another window of this program. Open a copy of it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two windows that save into one file would overwrite each other&apos;s work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved work was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; was autosaved on %2 and not saved since. Recover that?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovering it has failed before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open what was saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Autosave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The footage %1 is not where it was. Everything but its pictures is there; say where it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for unsaved work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard unsaved work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find footage</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ShortcutsDialog</name>
    <message>
        <source>Assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for an action or a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New shortcut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore all defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; has this shortcut and loses it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::StatusLine</name>
    <message>
        <source>The device that draws, and how scenes of running jobs reach it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of the last frame, and the size at which it was drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaussians that are alive at this moment, of all in the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the device that the viewport takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the project was last kept safe, by saving or by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms at %2 × %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 Gaussians</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>kept %n s ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>kept %n min ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TimecodeField</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TimelineCommands</name>
    <message>
        <source>Delete key</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n keys</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Paste keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change scene time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add camera key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add time key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marker %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change easing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change interpolation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic handles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change what follows the last key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ramp time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverse time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play as filmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete camera track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steady camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set in point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set out point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the whole length</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TimelineInteraction</name>
    <message>
        <source>Move in point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move out point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move in and out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag handle</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TimelinePanel</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts a camera key with the view on screen at the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key scene time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts a key with the moment on screen at the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto-key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every orbit and every scrub on the pad makes a key at the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts a marker at the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set in point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playback and export begin at the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set out point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playback and export end at the playhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the whole length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes in and out points back to the ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is dragged comes to rest at frames, keys and markers. Ctrl while dragging: not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turntable…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera goes round the middle of what was filmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolly…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera moves straight in, out or aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bullet time…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time stands still while the camera moves on an arc.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay a capture camera…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera moves as one that filmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand-held shake…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The camera trembles as if it were held in the hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves that are made often, as ordinary keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>−</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows more of the clip (-, or Ctrl+wheel).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows less of the clip, larger (+, or Ctrl+wheel).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the whole clip (F in the timeline).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markers, camera keys and scene-time keys over clip time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TransportBar</name>
    <message>
        <source>Playback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play / pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays the clip between in and out at real time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame of the clip back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One frame of the clip on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten frames of the clip back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten frames on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten frames of the clip on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the in point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To where the clip begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the last frame that is played and exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous filmed moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene time to the last moment before that was filmed. The clip stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next filmed moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene time to the next moment that was filmed. The clip stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change loop mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once, in a loop, or to and fro.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ping-pong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What playback does at the end (L).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>×%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed of playback in this window. It does not change the clip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playback speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames that were left out so that playback keeps its time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the playhead stands: seconds:frames. Also &quot;75f&quot; or plain seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the clip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The moment of the filmed event that is shown. Typing here leaves the clip&apos;s own time until the playhead moves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> fps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames a second of the clip. Scene time between filmed frames is reconstructed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change frame rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>dropped %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There is no capture in this project, so there are no filmed moments to go to.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ViewActions</name>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the scene&apos;s Gaussians</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neural</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what the model&apos;s image decoder makes of the view: slower, and softer or sharper than the Gaussians</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the filmed frame that is nearest to the view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splats / neural</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between Gaussians and the neural view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show how far away things are, near to far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show how much of each pixel is covered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdraw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show how many Gaussians were blended in each pixel: what costs time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show how near the view is to what was filmed: where it is dark, the picture is invented</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole scene from this side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is selected from near; all where nothing is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the filmed view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Through the capture camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look through the selected camera of the capture, else through the nearest one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look from the front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look from behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look from the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look from the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look from above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look from below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orbit to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orbit to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orbit upwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orbit downwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the camera towards the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Farther</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the camera away from the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level the horizon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the roll out of the camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up axis from this view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is up in the picture is up in the scene from now on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the up axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the up axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up is again what the filming cameras say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a grid on the ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show where the filming cameras stood, with what they saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the capture cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the capture cameras</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Safe frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what an export with the footage&apos;s aspect ratio will contain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a checkerboard behind what is transparent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show times, memory and counts over the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with the footage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scene beside the nearest filmed frame, from its own view; drag the line between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference to the footage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the scene and the nearest filmed frame differ, brightened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with the version before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version beside the one before it; drag the line between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap sides (A/B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One side of the comparison in the whole picture, then the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mouse: standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left button orbits, middle pans, right or wheel goes nearer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mouse: as in Blender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle button orbits, with Shift pans, with Ctrl goes nearer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mouse: as in Maya</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt with left, middle and right button orbits, pans, goes nearer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trackball</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orbit freely, without a horizon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no filmed camera to look through. Import footage with poses first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is only one version. Refine the scene to have another one to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ViewState</name>
    <message>
        <source>Key camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key scene time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::ViewportPanel</name>
    <message>
        <source>No picture can be shown here: this needs an X11 display with a Vulkan driver. Start the program on a desktop (or with QT_QPA_PLATFORM=xcb under Wayland). Everything else works, export too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The graphics device stopped working and was started again; nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory shared with CUDA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copied through the host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is room for about %1 of its Gaussians.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1 Gaussians</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the model ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a video here, or File &gt; Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version has no neural view; its Gaussians are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no footage in this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, frame %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 | %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>   PSNR %1 dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak signal-to-noise ratio between both sides: higher is more alike</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fsm::desktop::Workspace</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
