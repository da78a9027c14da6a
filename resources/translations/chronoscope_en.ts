<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>fsm::desktop::CapturePanel</name>
    <message numerus="yes">
        <source>%1  ·  %n frame(s)</source>
        <translation>
            <numerusform>%1  ·  %n frame</numerusform>
            <numerusform>%1  ·  %n frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fsm::desktop::StatusLine</name>
    <message numerus="yes">
        <source>kept %n s ago</source>
        <translation>
            <numerusform>kept %n s ago</numerusform>
            <numerusform>kept %n s ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>kept %n min ago</source>
        <translation>
            <numerusform>kept %n min ago</numerusform>
            <numerusform>kept %n min ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TimelineCommands</name>
    <message numerus="yes">
        <source>Delete %n keys</source>
        <translation>
            <numerusform>Delete %n key</numerusform>
            <numerusform>Delete %n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fsm::desktop::TransportBar</name>
    <message numerus="yes">
        <source>dropped %n</source>
        <translation>
            <numerusform>dropped %n</numerusform>
            <numerusform>dropped %n</numerusform>
        </translation>
    </message>
</context>
</TS>
